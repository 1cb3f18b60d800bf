package dev.sfcrime.acceptance;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The acceptance tests that need nothing but HTTP and Kafka, on the images and the compose file, one of each service. */
@InContainers(profile = "single")
class ComposeIT {
    @Nested
    class Aggregation extends AggregatesIT {}

    @Nested
    class Faults extends FaultsIT {}

    @Nested
    class HttpContract extends HttpContractIT {}

    @Nested
    class Failures extends ContainerFailures {
        Failures() {
            super("kafka", "postgres", "ingest-service", "verify-consumer-service", "analytics-service");
        }
    }

    @Nested
    @ExtendWith(SuiteExtension.class)
    class Operation {
        @Test
        void nobodyGetsInWithoutAPassword(ComposedSuite suite) {
            for (Api api : List.of(suite.ingest, suite.verify, suite.analytics)) {
                Api withoutPassword = new Api(api.name(), api.port());

                assertThat(withoutPassword.send("GET", "/v3/api-docs", null).statusCode())
                        .as(api.name())
                        .isEqualTo(401);
                assertThat(withoutPassword.send("GET", "/actuator/health", null).body())
                        .as(api.name())
                        .doesNotContain("components");
            }
        }

        @Test
        void prometheusScrapesEveryServiceAndHasTheRules(ComposedSuite suite) {
            JsonNode targets = suite.prometheus.get("/api/v1/targets").at("/data/activeTargets");
            Map<String, String> health = targets.valueStream()
                    .collect(Collectors.toMap(
                            target -> target.at("/labels/job").asString(),
                            target -> target.get("health").asString()));

            assertThat(health)
                    .isEqualTo(Map.of(
                            "ingest-service", "up",
                            "verify-consumer-service", "up",
                            "analytics-service", "up"));
            assertThat(suite.prometheus.get("/api/v1/rules").at("/data/groups")).isNotEmpty();
        }
    }
}
