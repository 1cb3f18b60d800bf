package dev.sfcrime.analytics.aggregates;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;

/** What the documentation says of every aggregate. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "200",
        description = "The aggregate",
        useReturnTypeSchema = true,
        headers =
                @Header(
                        name = "ETag",
                        description = "Changes when the answer does, not when only its freshness does",
                        schema = @Schema(type = "string", example = "W/\"5f0c2b7a9d1e4c3388aa01bc\"")))
@ApiResponse(responseCode = "304", description = "The answer is still the one of If-None-Match", content = @Content)
@ApiResponse(
        responseCode = "503",
        description = "The aggregates are older than maxStalenessMs; Retry-After says when to ask again",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(type = "object"),
                        examples = @ExampleObject("""
                                        {"title": "Aggregates are stale", "status": 503,
                                         "detail": "The oldest record that is not counted yet came 5231 ms ago",
                                         "maxStalenessMs": 1000}""")))
@Parameter(
        name = "maxStalenessMs",
        in = ParameterIn.QUERY,
        description = "Answer 503 where a record has been waiting to be counted for longer than this",
        schema = @Schema(type = "integer", format = "int64", minimum = "0"),
        example = "60000")
@interface AggregateOperation {}
