package dev.sfcrime.ingest.replay;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayPropertiesTests {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void boundsHaveDefaults() {
        runner.run(context -> assertThat(context.getBean(ReplayProperties.class))
                .isEqualTo(new ReplayProperties(
                        64, 1000, 200, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMinutes(5))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-active=0",
                "max-active=1001",
                "finished-kept=-1",
                "rejected-kept=-1",
                "commit-interval=0",
                "unlimited-commit-interval=11s",
                "metrics-kept=2h"
            })
    void aBoundThatMakesNoSenseIsRefused(String setting) {
        runner.withPropertyValues("ingest.replays." + setting)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("ingest.replays"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(ReplayProperties.class)
    static class Settings {}
}
