package dev.sfcrime.verify.delivery;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryPropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void byDefaultTenThousandReplaysAreTracked() {
        context.run(started -> assertThat(started.getBean(DeliveryProperties.class))
                .isEqualTo(new DeliveryProperties(10_000, Duration.ofSeconds(60), Duration.ofSeconds(10))));
    }

    @Test
    void boundsThatHoldNothingAreRejected() {
        context.withPropertyValues("verify.delivery.replays=0")
                .run(started -> assertThat(started).getFailure().rootCause().hasMessageContaining("replays"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DeliveryProperties.class)
    static class Settings {}
}
