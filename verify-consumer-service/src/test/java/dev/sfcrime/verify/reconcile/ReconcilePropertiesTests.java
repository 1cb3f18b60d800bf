package dev.sfcrime.verify.reconcile;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ReconcilePropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void byDefaultTheSuitesOwnServiceIsAskedAndTenThousandReplaysAreKept() {
        context.run(started -> assertThat(started.getBean(ReconcileProperties.class))
                .isEqualTo(new ReconcileProperties(
                        "",
                        Duration.ofSeconds(2),
                        URI.create("http://127.0.0.1:8083"),
                        "operator",
                        Duration.ofSeconds(5),
                        "replay-progress",
                        10_000)));
    }

    @Test
    void thePasswordIsNotPrinted() {
        context.withPropertyValues("verify.reconcile.analytics-password=a-secret")
                .run(started -> assertThat(
                                started.getBean(ReconcileProperties.class).toString())
                        .contains("operator")
                        .doesNotContain("a-secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "analytics-timeout=0s, analyticsTimeout",
        "interval=0s, interval",
        "progress-topic= , progressTopic",
        "replays=0, replays"
    })
    void boundsThatHoldNothingAreRejected(String setting, String component) {
        context.withPropertyValues("verify.reconcile." + setting)
                .run(started -> assertThat(started).getFailure().rootCause().hasMessageContaining(component));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ReconcileProperties.class)
    static class Settings {}
}
