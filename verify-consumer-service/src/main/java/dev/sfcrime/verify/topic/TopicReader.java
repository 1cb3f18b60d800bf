package dev.sfcrime.verify.topic;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Reads all partitions of one topic from their beginning, at each start, and tells its listener. So the listener's
 * figures are always over the whole topic as Kafka holds it, whatever happened to this process, and nothing has to be
 * stored.
 *
 * <p>Reads without a consumer group: no offsets are committed, and no rebalance ever moves a partition away. Starts
 * over where what was read is no longer what Kafka holds: the topic was deleted, created anew, or cut. A topic that does
 * not exist yet is waited for.
 *
 * <p>One thread of its own does all the reading and telling, with the help of another one while there is something to read.
 */
public final class TopicReader implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    private final String topicName;
    private final String clientId;
    private final TopicProperties properties;
    private final TopicWatch watch;
    private final Supplier<Consumer<byte[], @Nullable ByteBuffer>> consumers;
    private final RecordListener listener;

    /** Where reading began; confined to the reader's thread, and in turns to the one that helps. */
    private final Map<TopicPartition, Long> firstOffsets =
            new TreeMap<>((one, other) -> Integer.compare(one.partition(), other.partition()));

    private volatile ReaderState state = new ReaderState.Waiting();
    private final StopSignal stop = new StopSignal();
    private @Nullable Thread thread;

    TopicReader(
            String topicName,
            String clientId,
            TopicProperties properties,
            TopicWatch watch,
            Supplier<Consumer<byte[], @Nullable ByteBuffer>> consumers,
            RecordListener listener) {
        this.topicName = topicName;
        this.clientId = clientId;
        this.properties = properties;
        this.watch = watch;
        this.consumers = consumers;
        this.listener = listener;
    }

    /** What the reader does at the moment. */
    ReaderState state() {
        return state;
    }

    /** What Kafka last said of the topic. */
    public TopicState topic() {
        return watch.state();
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            stop.takeBack();
            watch.start();
            thread = new Thread(this::run, clientId);
            thread.start();
        }
    }

    private void run() {
        do {
            if (watch.state() instanceof TopicState.Present topic) {
                readFromBeginning(topic);
            }
        } while (!stop.isGivenWithin(properties.watchInterval()));
    }

    private void readFromBeginning(TopicState.Present topic) {
        Consumer<byte[], @Nullable ByteBuffer> consumer = null;
        try {
            consumer = consumers.get();
            startOver();
            listener.reading(topic.id());
            read(consumer, topic);
        } catch (InvalidOffsetException cut) {
            log.atWarn()
                    .addKeyValue("topic", topicName)
                    .addKeyValue("partitions", cut.partitions())
                    .log("The topic has been cut behind the reader's back; starting over");
        } catch (RetriableException kafkaIsAway) {
            log.atWarn()
                    .addKeyValue("topic", topicName)
                    .addKeyValue("reason", kafkaIsAway.getMessage())
                    .log("Kafka did not answer the reader; starting over");
        } catch (RuntimeException failed) {
            state = new ReaderState.Failed(
                    "reading failed: " + failed.getClass().getSimpleName());
            log.atError().addKeyValue("topic", topicName).setCause(failed).log("Reading has failed; starting over");
        } finally {
            if (consumer != null) {
                consumer.close(CloseOptions.timeout(properties.requestTimeout()));
            }
            if (state instanceof ReaderState.Reading) {
                state = new ReaderState.Waiting();
            }
        }
    }

    private void startOver() {
        firstOffsets.clear();
        listener.startedOver();
    }

    private void read(Consumer<byte[], @Nullable ByteBuffer> consumer, TopicState.Present topic) {
        assign(consumer, topic.partitions());
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), properties.requestTimeout());
        Relay.read(() -> fetch(consumer, topic, ends), clientId + "-relay");
        if (watch.state() instanceof TopicState.Missing) {
            log.atWarn().addKeyValue("topic", topicName).log("The topic is gone; its figures go with it");
            startOver();
        }
    }

    /** Fetches what comes next, if anything does soon; null if reading is over. */
    private @Nullable Supplier<Runnable> fetch(
            Consumer<byte[], @Nullable ByteBuffer> consumer, TopicState.Present topic, Map<TopicPartition, Long> ends) {
        TopicState now = watch.state();
        if (stop.isGiven() || now instanceof TopicState.Missing) {
            return null;
        }
        if (now instanceof TopicState.Present present) {
            if (!present.id().equals(topic.id())) {
                log.atWarn().addKeyValue("topic", topicName).log("The topic has been created anew; starting over");
                return null;
            }
            if (present.partitions() > firstOffsets.size()) {
                assign(consumer, present.partitions());
            }
        }
        ConsumerRecords<byte[], @Nullable ByteBuffer> records = consumer.poll(LONGEST_POLL);
        List<ReadBatch.Position> positions = positions(consumer, ends);
        state = new ReaderState.Reading(firstOffsets.size());
        return () -> listener.readThrough(records, positions);
    }

    /** Adds the partitions that are not read yet, from their beginning. */
    private void assign(Consumer<byte[], @Nullable ByteBuffer> consumer, int partitions) {
        Collection<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topicName, partition))
                .toList();
        Collection<TopicPartition> added = all.stream()
                .filter(partition -> !firstOffsets.containsKey(partition))
                .toList();
        // keeps the positions of those assigned before
        consumer.assign(all);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(added, properties.requestTimeout());
        beginnings.forEach(consumer::seek);
        firstOffsets.putAll(beginnings);
        log.atInfo()
                .addKeyValue("topic", topicName)
                .addKeyValue("from", beginnings)
                .log("Reading partitions from their beginning");
    }

    private List<ReadBatch.Position> positions(
            Consumer<byte[], @Nullable ByteBuffer> consumer, Map<TopicPartition, Long> ends) {
        List<ReadBatch.Position> positions = new ArrayList<>(firstOffsets.size());
        firstOffsets.forEach((partition, first) -> {
            long next = consumer.position(partition, properties.requestTimeout());
            // known from what was last fetched, without asking
            consumer.currentLag(partition).ifPresent(lag -> ends.put(partition, next + lag));
            long end = Math.max(next, ends.getOrDefault(partition, next));
            positions.add(new ReadBatch.Position(partition.partition(), first, next, end));
        });
        return positions;
    }

    /** Waits for the reader's thread, at most as long as its questions to Kafka may take. */
    @Override
    public synchronized void stop() {
        if (thread == null) {
            return;
        }
        stop.give();
        watch.stop();
        listener.stopping();
        try {
            thread.join(properties.requestTimeout().toMillis() * 3);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
