package dev.sfcrime.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

import dev.sfcrime.local.client.JsonClient;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.StackException;
import org.jspecify.annotations.Nullable;

/** What a lab's analytics-service tells over HTTP. */
public final class Aggregates {
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private final Lab lab;
    private final JsonClient http;
    private final Metrics metrics;

    /** Of this lab's service, which is asked only when something is wanted of it. */
    public Aggregates(Lab lab) {
        this.lab = lab;
        this.http = lab.http();
        this.metrics = new Metrics(lab.url(Service.ANALYTICS, "/actuator/prometheus"));
    }

    /** The smallest answer there is. */
    public Answer answer() {
        return get("/api/v1/aggregates/crime-types?limit=1", Answer.class);
    }

    /**
     * Waits until it has counted so many calls.
     *
     * @throws StackException if it does not in time
     */
    public void awaitTotal(long calls, Duration patience) {
        if (!Poll.until(() -> answer().total() >= calls, patience, INTERVAL)) {
            throw new StackException(
                    "analytics-service has counted %d of %d calls in %s".formatted(answer().total(), calls, patience));
        }
    }

    /** The last micro-batches that held messages, newest first, of at most 1000 reports. */
    public List<Batch> batches() {
        return Arrays.stream(get("/api/v1/queries/call-counts/progress?limit=1000", Batch[].class))
                .filter(batch -> batch.numInputRows() > 0)
                .toList();
    }

    /** The sum of a metric's samples that have this text among their labels; empty where there is none. */
    public OptionalDouble metric(String name, String label) {
        try {
            return metrics.sum(name, label);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private <T> T get(String path, Class<T> type) {
        try {
            return http.get(lab.url(Service.ANALYTICS, path), type);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * An answer.
     *
     * @param asOf the batch it is of
     * @param total calls counted
     */
    public record Answer(AsOf asOf, long total) {}

    /**
     * What a batch holds.
     *
     * @param offsets the next offset by partition
     */
    public record AsOf(Map<Integer, Long> offsets) {
        public AsOf {
            offsets = Map.copyOf(Objects.requireNonNullElse(offsets, Map.of()));
        }
    }

    /**
     * A micro-batch, as Spark reports it.
     *
     * @param batchId its number
     * @param numInputRows messages in it
     * @param durationMs its phases
     */
    public record Batch(
            long batchId, long numInputRows, @Nullable Map<String, Long> durationMs) {
        /** All of it, in milliseconds. */
        public long millis() {
            return durationMs == null ? 0 : durationMs.getOrDefault("triggerExecution", 0L);
        }
    }
}
