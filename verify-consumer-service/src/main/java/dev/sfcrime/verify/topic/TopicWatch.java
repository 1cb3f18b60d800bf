package dev.sfcrime.verify.topic;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.kafka.KafkaRefusal;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Asks Kafka about the topic, again and again: a consumer by itself is silent about a topic that is gone, about one
 * that has been created anew, and about a broker that is away.
 */
final class TopicWatch {
    private static final Logger log = LoggerFactory.getLogger(TopicWatch.class);

    private final String topicName;
    private final TopicProperties properties;
    private final KafkaAdmin kafka;
    private volatile TopicState state = new TopicState.Unreachable("Kafka has not been asked yet");
    private @Nullable ScheduledExecutorService clock;
    /** Confined to the watch's thread. */
    private @Nullable Admin admin;

    /** Why Kafka did not answer the last question; confined to the watch's thread. */
    private @Nullable Throwable failure;

    TopicWatch(String topicName, TopicProperties properties, KafkaAdmin kafka) {
        this.topicName = topicName;
        this.properties = properties;
        this.kafka = kafka;
    }

    /** What Kafka last said. */
    TopicState state() {
        return state;
    }

    synchronized void start() {
        if (clock == null) {
            clock = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "topic-watch"));
            // its outcome is of no interest: ask catches all
            Future<?> unused = clock.scheduleWithFixedDelay(
                    this::look, 0, properties.watchInterval().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        TopicState now = ask();
        if (!now.equals(state)) {
            LoggingEventBuilder event =
                    failure == null ? log.atInfo() : log.atWarn().addKeyValue("cause", failure);
            event.addKeyValue("topic", topicName).addKeyValue("state", now).log("The topic's state has changed");
            state = now;
        }
    }

    private TopicState ask() {
        failure = null;
        try {
            if (admin == null) {
                admin = Admin.create(kafka.getConfigurationProperties());
            }
            DescribeTopicsOptions options = new DescribeTopicsOptions()
                    .timeoutMs((int) properties.requestTimeout().toMillis());
            Collection<TopicDescription> topics = admin.describeTopics(List.of(topicName), options)
                    .allTopicNames()
                    .get()
                    .values();
            TopicDescription topic = topics.iterator().next();
            return new TopicState.Present(topic.topicId(), topic.partitions().size());
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof UnknownTopicOrPartitionException
                    ? new TopicState.Missing()
                    : unreachable(failed.getCause());
        } catch (RuntimeException failed) {
            return unreachable(failed);
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            return state;
        }
    }

    private TopicState unreachable(@Nullable Throwable cause) {
        failure = cause;
        return new TopicState.Unreachable(KafkaRefusal.reason(cause, kafka.getConfigurationProperties()));
    }

    synchronized void stop() {
        if (clock == null) {
            return;
        }
        clock.execute(this::closeAdmin);
        clock.shutdown();
        clock = null;
    }

    private void closeAdmin() {
        if (admin != null) {
            admin.close(properties.requestTimeout());
            admin = null;
        }
    }
}
