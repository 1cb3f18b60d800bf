package dev.sfcrime.analytics.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.sfcrime.analytics.aggregates.StateKeeper;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class PropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Configured.class);

    @EnableConfigurationProperties({SparkProperties.class, QueryProperties.class})
    static class Configured {}

    @Test
    void defaultsAreThoseOfALocalStack() {
        context.run(started -> {
            assertThat(started.getBean(SparkProperties.class))
                    .isEqualTo(new SparkProperties("local[*]", 4040, true, "127.0.0.1", "", Map.of()));
            assertThat(started.getBean(QueryProperties.class))
                    .isEqualTo(new QueryProperties(
                            "127.0.0.1:9092",
                            "police-department-calls-for-service",
                            StateKeeper.STORE,
                            Path.of(".sfcrime/analytics/checkpoint"),
                            400_000,
                            Duration.ZERO,
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(15),
                            Map.of()));
        });
    }

    @Test
    void theCheckpointIsAnAbsoluteFolder() {
        context.run(started ->
                assertThat(started.getBean(QueryProperties.class).checkpoint()).isAbsolute());
    }

    @Test
    void anyPropertyOfSparkCanBeSet() {
        context.withPropertyValues("analytics.spark.properties.spark.sql.shuffle.partitions=7")
                .run(started -> assertThat(
                                started.getBean(SparkProperties.class).properties())
                        .containsEntry("spark.sql.shuffle.partitions", "7"));
    }

    @Test
    void sparkCanKeepTheState() {
        context.withPropertyValues("analytics.query.state=spark")
                .run(started -> assertThat(
                                started.getBean(QueryProperties.class).state())
                        .isEqualTo(StateKeeper.SPARK));
    }

    @Test
    void theDriverBindsToItsHostUnlessToldOtherwise() {
        context.withPropertyValues(
                        "analytics.spark.master=spark://master:7077", "analytics.spark.driver-host=analytics")
                .run(started -> assertThat(
                                started.getBean(SparkProperties.class).driverBindAddress())
                        .isEqualTo("analytics"));
        context.withPropertyValues(
                        "analytics.spark.master=spark://master:7077",
                        "analytics.spark.driver-host=analytics",
                        "analytics.spark.driver-bind-address=0.0.0.0")
                .run(started -> assertThat(
                                started.getBean(SparkProperties.class).driverBindAddress())
                        .isEqualTo("0.0.0.0"));
    }

    @Test
    void aDriverOnLoopbackIsRefusedWhereExecutorsAreOnOtherHosts() {
        context.withPropertyValues("analytics.spark.master=spark://master:7077")
                .run(refused -> assertThat(refused).getFailure().rootCause().hasMessageContaining("SPARK_DRIVER_HOST"));
        context.withPropertyValues("analytics.spark.master=spark://127.0.0.1:7077")
                .run(started -> assertThat(started).hasNotFailed());
    }

    @Test
    void aBatchOfNoRecordsIsRefused() {
        context.withPropertyValues("analytics.query.max-offsets-per-trigger=0")
                .run(refused ->
                        assertThat(refused).getFailure().rootCause().hasMessageContaining("maxOffsetsPerTrigger"));
    }

    @Test
    void aNegativeTriggerIntervalIsRefused() {
        context.withPropertyValues("analytics.query.trigger-interval=-1s")
                .run(refused -> assertThat(refused).getFailure().rootCause().hasMessageContaining("triggerInterval"));
    }

    @Test
    void aBackoffThatShrinksIsRefused() {
        context.withPropertyValues("analytics.query.first-backoff=1m")
                .run(refused -> assertThat(refused).getFailure().rootCause().hasMessageContaining("longestBackoff"));
    }
}
