package dev.sfcrime.ingest.publish;

import dev.sfcrime.wire.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class TopicPropertiesTests {
    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void theTopicHasTheSuitesPartitionsByDefault() {
        runner.run(context -> assertThat(context.getBean(TopicProperties.class))
                .isEqualTo(new TopicProperties(Topics.CALLS_PARTITIONS, (short) 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"partitions=0", "replication-factor=0"})
    void aTopicOfNothingIsRefused(String setting) {
        runner.withPropertyValues("ingest.topic." + setting)
                .run(context -> assertThat(context).hasFailed());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(TopicProperties.class)
    static class Settings {}
}
