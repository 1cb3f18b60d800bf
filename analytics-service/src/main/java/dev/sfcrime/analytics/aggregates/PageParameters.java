package dev.sfcrime.analytics.aggregates;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

/** Documents which part of a list to answer. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = "limit",
        in = ParameterIn.QUERY,
        description = "The most items to list; by default 10 crime types, or 100 of anything else",
        schema = @Schema(type = "integer", minimum = "1", maximum = "1000"),
        example = "10")
@Parameter(
        name = "offset",
        in = ParameterIn.QUERY,
        description = "Items to leave out before the first",
        schema = @Schema(type = "integer", minimum = "0", defaultValue = "0"))
@interface PageParameters {}
