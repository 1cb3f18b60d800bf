package dev.sfcrime.verify.deadletters;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterPropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void byDefaultLettersGoIntoTheSuitesOwnTopic() {
        context.run(started -> {
            DeadLetterProperties properties = started.getBean(DeadLetterProperties.class);
            assertThat(properties)
                    .isEqualTo(new DeadLetterProperties(
                            "police-department-calls-for-service.dlq",
                            (short) 1,
                            "dead-letters",
                            Duration.ofMillis(100),
                            10_000,
                            DataSize.ofMegabytes(16),
                            Duration.ofSeconds(5),
                            10_000));
            assertThat(properties.transactionalId()).isEqualTo("sfcrime-dead-letters");
        });
    }

    @Test
    void aQueueThatHoldsNothingIsRejected() {
        context.withPropertyValues("verify.dead-letters.queue-capacity=0")
                .run(started -> assertThat(started).getFailure().rootCause().hasMessageContaining("queueCapacity"));
    }

    @Test
    void aReplicationFactorOfNothingIsRejected() {
        context.withPropertyValues("verify.dead-letters.replication-factor=0")
                .run(started -> assertThat(started).getFailure().rootCause().hasMessageContaining("replicationFactor"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(DeadLetterProperties.class)
    static class Settings {}
}
