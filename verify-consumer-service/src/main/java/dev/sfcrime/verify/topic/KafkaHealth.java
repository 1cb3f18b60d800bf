package dev.sfcrime.verify.topic;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Up while the topic of calls is being read. */
@Component("kafka")
class KafkaHealth extends AbstractHealthIndicator {
    private final TopicProperties properties;
    private final TopicReader reader;

    KafkaHealth(TopicProperties properties, TopicReader callsReader) {
        this.properties = properties;
        this.reader = callsReader;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.withDetail("topic", properties.name());
        TopicState topic = reader.topic();
        ReaderState reading = reader.state();
        if (topic instanceof TopicState.Unreachable unreachable) {
            health.down().withDetail("reason", unreachable.reason());
        } else if (topic instanceof TopicState.Missing) {
            health.down().withDetail("reason", "the topic " + properties.name() + " does not exist");
        } else if (reading instanceof ReaderState.Failed failed) {
            health.down().withDetail("reason", failed.reason());
        } else if (reading instanceof ReaderState.Reading now) {
            health.up().withDetail("partitions", now.partitions());
        } else {
            health.down().withDetail("reason", "reading has not begun");
        }
    }
}
