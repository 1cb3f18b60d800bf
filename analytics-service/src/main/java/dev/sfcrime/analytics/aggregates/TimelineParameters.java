package dev.sfcrime.analytics.aggregates;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;

/** Documents which part of the timeline to answer. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        name = "from",
        in = ParameterIn.QUERY,
        description = "Event hours that start at this local time or later; a day, or date and time",
        schema = @Schema(type = "string"),
        example = "2018-12-31T00:00:00")
@Parameter(
        name = "to",
        in = ParameterIn.QUERY,
        description = "Event hours that start before this local time; must be after from",
        schema = @Schema(type = "string"),
        example = "2019-01-01")
@Parameter(
        name = "bucket",
        in = ParameterIn.QUERY,
        description = "Width of a bucket; a day that from or to cuts counts its hours in between",
        schema =
                @Schema(
                        allowableValues = {"hour", "day"},
                        defaultValue = "hour"))
@Parameter(
        name = "crimeType",
        in = ParameterIn.QUERY,
        description = "Only calls of exactly this crime type",
        schema = @Schema(type = "string"))
@interface TimelineParameters {}
