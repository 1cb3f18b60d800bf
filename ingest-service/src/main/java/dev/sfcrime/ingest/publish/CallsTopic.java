package dev.sfcrime.ingest.publish;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sees to it that the topic of calls exists: tries until it does, so that the service starts before Kafka as well as
 * after it.
 */
@Component
class CallsTopic implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(CallsTopic.class);
    private static final long RETRY_MILLIS = 1_000;

    private final Admin admin;
    private final NewTopic topic;
    private final CountDownLatch exists = new CountDownLatch(1);

    /** Guarded by this. */
    private @Nullable Thread creator;

    CallsTopic(Admin admin, TopicProperties properties) {
        this.admin = admin;
        this.topic = new NewTopic(Topics.CALLS, properties.partitions(), properties.replicationFactor());
    }

    /** Waits until the topic exists; false if the time was over first. */
    boolean awaitExistence(long atMost, TimeUnit unit) throws InterruptedException {
        return exists.await(atMost, unit);
    }

    /** Whether the topic is known to exist. */
    boolean exists() {
        return exists.getCount() == 0;
    }

    @Override
    public synchronized void start() {
        if (creator == null) {
            Thread thread = new Thread(this::createUntilItExists, "calls-topic");
            thread.setDaemon(true);
            thread.start();
            creator = thread;
        }
    }

    @Override
    public synchronized void stop() {
        if (creator != null) {
            creator.interrupt();
            creator = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return creator != null;
    }

    private void createUntilItExists() {
        String lastFailure = "";
        try {
            while (!exists()) {
                String failure = create();
                if (failure == null) {
                    exists.countDown();
                    return;
                }
                if (!failure.equals(lastFailure)) {
                    log.atWarn()
                            .addKeyValue("topic", topic.name())
                            .addKeyValue("reason", failure)
                            .log("Topic cannot be created yet; trying on");
                    lastFailure = failure;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Creates the topic; null if it exists now, else why not. */
    private @Nullable String create() throws InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
            log.atInfo()
                    .addKeyValue("topic", topic.name())
                    .addKeyValue("partitions", topic.numPartitions())
                    .log("Topic created");
            return null;
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            return cause instanceof TopicExistsException ? null : String.valueOf(cause);
        }
    }
}
