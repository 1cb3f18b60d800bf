package dev.sfcrime.web;

import java.time.Clock;

import io.micrometer.core.instrument.config.MeterFilter;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Gives a service the suite's HTTP manners; before Boot's own error controller, which gives way to another. */
@AutoConfiguration(before = ErrorMvcAutoConfiguration.class)
@Import({ProblemAdvice.class, ProblemErrorController.class})
class WebAutoConfiguration {
    @Bean
    EventStreams eventStreams() {
        return new EventStreams(EventStreams.MOST_CLIENTS, EventStreams.HEARTBEAT);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    OneTimeKafkaClients oneTimeKafkaClients() {
        return new OneTimeKafkaClients();
    }

    /** A consumer's own lag is the largest of its partitions', each of which would have a series once it is read. */
    @Bean
    MeterFilter noKafkaPartitions() {
        return MeterFilter.deny(meter -> meter.getName().startsWith("kafka.") && meter.getTag("partition") != null);
    }

    /** What Tomcat refuses before a request reaches the application is answered in the same form. */
    @Bean
    TomcatContextCustomizer problemReports() {
        return context -> {
            if (context.getParent() instanceof org.apache.catalina.core.StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        };
    }

    /** Every operation documents its errors, all of which are problem details. */
    @Bean
    OpenApiCustomizer documentedProblems() {
        return openApi -> openApi.getPaths()
                .forEach((path, item) -> item.readOperations()
                        .forEach(operation -> documentProblems(operation.getResponses(), path.contains("{"))));
    }

    private static void documentProblems(ApiResponses responses, boolean namesOne) {
        responses.putIfAbsent(
                "400", new ApiResponse().description("The request is wrong; `errors` names every wrong field"));
        if (namesOne) {
            responses.putIfAbsent("404", new ApiResponse().description("There is none of this name"));
        }
        responses.putIfAbsent(
                "500", new ApiResponse().description("The request failed unexpectedly; `detail` refers to the log"));
        responses.forEach((status, response) -> {
            if (status.compareTo("400") >= 0) {
                response.setContent(problem());
            }
        });
    }

    private static Content problem() {
        Schema<?> schema = new Schema<>()
                .type("object")
                .addProperty("type", new Schema<>().type("string"))
                .addProperty("title", new Schema<>().type("string"))
                .addProperty("status", new Schema<>().type("integer"))
                .addProperty("detail", new Schema<>().type("string"))
                .addProperty("instance", new Schema<>().type("string"));
        return new Content().addMediaType("application/problem+json", new MediaType().schema(schema));
    }
}
