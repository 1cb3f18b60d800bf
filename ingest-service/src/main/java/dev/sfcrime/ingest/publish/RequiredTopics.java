package dev.sfcrime.ingest.publish;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The topics that replays write to, created where they are absent. */
@Component
class RequiredTopics {
    private static final Logger log = LoggerFactory.getLogger(RequiredTopics.class);
    private static final int SEGMENT_BYTES = 4 << 20;
    private static final int SEGMENT_MILLIS = 600_000;

    private final Admin admin;
    private final List<NewTopic> topics;
    private volatile boolean exist;

    RequiredTopics(Admin admin, TopicProperties properties) {
        this.admin = admin;
        this.topics = List.of(
                new NewTopic(Topics.CALLS, properties.partitions(), properties.replicationFactor()),
                new NewTopic(Topics.REPLAY_PROGRESS, Optional.of(1), Optional.of(properties.replicationFactor()))
                        .configs(compacted()));
    }

    /** Only closed segments are compacted: small ones keep short what has to be read at a start. */
    private static Map<String, String> compacted() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.SEGMENT_BYTES_CONFIG,
                Integer.toString(SEGMENT_BYTES),
                TopicConfig.SEGMENT_MS_CONFIG,
                Integer.toString(SEGMENT_MILLIS),
                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                "0.1");
    }

    /** Whether the topics are known to exist. */
    boolean exist() {
        return exist;
    }

    /**
     * Sees to it that the topics exist.
     *
     * @throws PublishingException if Kafka cannot be reached, or refuses
     */
    void create() throws PublishingException, InterruptedException {
        for (NewTopic topic : topics) {
            try {
                admin.createTopics(List.of(topic)).all().get();
                log.atInfo()
                        .addKeyValue("topic", topic.name())
                        .addKeyValue("partitions", topic.numPartitions())
                        .log("Topic created");
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw KafkaFailures.of(failed);
                }
            }
        }
        exist = true;
    }
}
