package dev.sfcrime.verify.topic;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class TopicPropertiesTests {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void byDefaultTheSuitesOwnTopicIsWatchedEachSecond() {
        context.run(started -> assertThat(started.getBean(TopicProperties.class))
                .isEqualTo(new TopicProperties(
                        "police-department-calls-for-service", Duration.ofSeconds(1), Duration.ofSeconds(3))));
    }

    @Test
    void aBlankNameIsRejected() {
        context.withPropertyValues("verify.topic.name= ")
                .run(started -> assertThat(started).getFailure().rootCause().hasMessageContaining("name"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TopicProperties.class)
    static class Settings {}
}
