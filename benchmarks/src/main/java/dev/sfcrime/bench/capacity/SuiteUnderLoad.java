package dev.sfcrime.bench.capacity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.bench.lab.Aggregates;
import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.local.client.JsonClient;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.StackException;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The suite, loaded by replays: ingest-service, Kafka, analytics-service, and its answers over HTTP. */
final class SuiteUnderLoad implements Trials, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Lab lab;
    private final JsonClient http;
    private final Aggregates aggregates;
    private final String dataset;
    private final Duration warmUp;
    private final Duration window;
    private final Consumer<byte[], byte[]> consumer;

    /**
     * The suite in a lab, where ingest-service and analytics-service run.
     *
     * @param dataset what is replayed, again and again
     * @param warmUp how long a rate is kept before it counts
     * @param window how long it counts
     */
    SuiteUnderLoad(Lab lab, String dataset, Duration warmUp, Duration window) {
        this.lab = lab;
        this.http = lab.http();
        this.aggregates = new Aggregates(lab);
        this.dataset = dataset;
        this.warmUp = warmUp;
        this.window = window;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        lab.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(Topics.CALLS).stream()
                .map(partition -> new TopicPartition(Topics.CALLS, partition.partition()))
                .toList());
    }

    @Override
    public Trial run(double rate) throws IOException, InterruptedException {
        long before = aggregates.answer().total();
        Map<TopicPartition, Long> from = ends();
        Replay replay = http.post(
                lab.url(Service.INGEST, "/api/v1/replays"),
                Map.of("dataset", dataset, "pace", Map.of("recordsPerSecond", rate), "loops", 0),
                Replay.class);
        TimeUnit.MILLISECONDS.sleep(warmUp.toMillis());
        List<Watch.Sight> sights;
        long begin;
        long end;
        try (Watch watch = new Watch(aggregates::answer, System::currentTimeMillis)) {
            begin = System.currentTimeMillis();
            TimeUnit.MILLISECONDS.sleep(window.toMillis());
            end = System.currentTimeMillis();
            aggregates.awaitTotal(before + cancel(replay), PATIENCE);
            sights = watch.end();
        }
        Arrivals arrivals = new Arrivals(sights, begin, end);
        readBack(from, arrivals);
        return arrivals.trial(rate, before);
    }

    /** Ends a replay; gives how many messages it sent. */
    private long cancel(Replay replay) throws IOException {
        URI resource = lab.url(Service.INGEST, "/api/v1/replays/" + replay.id());
        http.post(URI.create(resource + "/cancel"), Map.of(), Replay.class);
        if (!Poll.until(() -> isOver(resource), PATIENCE)) {
            throw new StackException("The replay " + replay.id() + " does not end");
        }
        Replay ended = http.get(resource, Replay.class);
        if (!ended.state().equals("CANCELLED")) {
            throw new StackException("The replay %s is %s".formatted(ended.id(), ended.state()));
        }
        return ended.acknowledged();
    }

    private boolean isOver(URI replay) {
        try {
            return !Set.of("RUNNING", "PAUSED")
                    .contains(http.get(replay, Replay.class).state());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<TopicPartition, Long> ends() {
        return new HashMap<>(consumer.endOffsets(consumer.assignment()));
    }

    private void readBack(Map<TopicPartition, Long> from, Arrivals arrivals) {
        from.forEach(consumer::seek);
        Map<TopicPartition, Long> to = ends();
        while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                arrivals.add(message.partition(), message.offset(), message.timestamp());
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** What is read of a replay. */
    record Replay(String id, String state, long acknowledged) {}
}
