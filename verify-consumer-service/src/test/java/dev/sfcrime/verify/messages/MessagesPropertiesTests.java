package dev.sfcrime.verify.messages;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class MessagesPropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void byDefaultTenThousandMessagesOrSixtyFourMegabytesAreKept() {
        context.run(started -> assertThat(started.getBean(MessagesProperties.class))
                .isEqualTo(new MessagesProperties(
                        10_000, DataSize.ofMegabytes(64), Duration.ofMillis(20), Duration.ofSeconds(5))));
    }

    @Test
    void boundsThatHoldNothingAreRejected() {
        context.withPropertyValues("verify.messages.capacity=0")
                .run(started -> assertThat(started).getFailure().rootCause().hasMessageContaining("capacity"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(MessagesProperties.class)
    static class Settings {}
}
