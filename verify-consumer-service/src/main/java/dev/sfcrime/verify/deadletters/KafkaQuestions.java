package dev.sfcrime.verify.deadletters;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What routing has to know of Kafka. Each question throws a {@link KafkaException} where Kafka does not answer within
 * the timeout, or refuses.
 */
final class KafkaQuestions implements AutoCloseable {
    private final Admin admin;
    private final Duration timeout;

    KafkaQuestions(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    /** Creates the topic where there is none of its name. */
    void create(NewTopic topic) {
        try {
            answer(admin.createTopics(List.of(topic)).all());
        } catch (TopicExistsException asUsual) {
            // whoever created it chose its settings
        }
    }

    /** The id that the topic of this name has now; empty where there is none. */
    Optional<Uuid> topicId(String name) {
        try {
            return Optional.of(answer(admin.describeTopics(List.of(name)).allTopicNames())
                    .values()
                    .iterator()
                    .next()
                    .topicId());
        } catch (UnknownTopicOrPartitionException missing) {
            return Optional.empty();
        }
    }

    /** The group's offsets, once every transaction that may change them has ended. */
    Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        return answer(admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec()),
                        new ListConsumerGroupOffsetsOptions().requireStable(true))
                .partitionsToOffsetAndMetadata(group));
    }

    private <T> T answer(KafkaFuture<T> asked) {
        try {
            return asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException known ? known : new KafkaException(failed.getCause());
        } catch (TimeoutException late) {
            throw new org.apache.kafka.common.errors.TimeoutException("Kafka does not answer", late);
        } catch (InterruptedException shutdown) {
            throw new InterruptException(shutdown);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
