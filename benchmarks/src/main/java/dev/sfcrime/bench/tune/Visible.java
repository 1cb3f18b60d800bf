package dev.sfcrime.bench.tune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.sfcrime.local.settings.ClientCredentials;
import dev.sfcrime.local.stack.StackException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * When which messages were counted in an answer that was read over HTTP: follows the service's event stream, which brings
 * the new answer after each batch.
 */
final class Visible implements AutoCloseable {
    private static final String DATA = "data:";
    private static final JsonMapper JSON = new JsonMapper();

    /** The service may begin to answer with its first batch. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(60);

    private final Stream<String> lines;
    private final Thread reader;

    /** Oldest first; guarded by this. */
    private final List<Answer> answers = new ArrayList<>();

    private Visible(Stream<String> lines) {
        this.lines = lines;
        this.reader = new Thread(this::read, "visible");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * An answer that was read.
     *
     * @param at when, in milliseconds since 1970
     * @param offsets next offset by partition
     */
    private record Answer(long at, Map<Integer, Long> offsets) {
        boolean holds(int partition, long offset) {
            return offset < offsets.getOrDefault(partition, 0L);
        }

        long messages() {
            return offsets.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Follows a service that has just started. */
    static Visible follow(URI service) throws InterruptedException {
        URI stream = service.resolve("/api/v1/aggregates/stream?view=crime-types&limit=1");
        HttpRequest request = ClientCredentials.of(System.getenv())
                .addTo(HttpRequest.newBuilder(stream))
                .header("Accept", "text/event-stream")
                .timeout(FIRST_ANSWER)
                .build();
        try {
            HttpResponse<Stream<String>> response = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(5))
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new StackException(request.uri() + " answered " + response.statusCode());
            }
            return new Visible(response.body());
        } catch (IOException failed) {
            throw new StackException(request.uri() + " cannot be followed: " + failed, failed);
        }
    }

    private void read() {
        try {
            lines.filter(line -> line.startsWith(DATA)).forEach(line -> {
                long now = System.currentTimeMillis();
                add(now, JSON.readTree(line.substring(DATA.length())));
            });
        } catch (UncheckedIOException | JacksonException ended) {
            // no more answers; who waits for one gives up in time
        }
    }

    private synchronized void add(long now, JsonNode envelope) {
        Map<Integer, Long> offsets = new HashMap<>();
        for (Map.Entry<String, JsonNode> offset :
                envelope.path("asOf").path("offsets").properties()) {
            offsets.put(Integer.valueOf(offset.getKey()), offset.getValue().asLong());
        }
        answers.add(new Answer(now, offsets));
        notifyAll();
    }

    /** How many messages the newest answer counts. */
    synchronized long messages() {
        return answers.isEmpty() ? 0 : answers.get(answers.size() - 1).messages();
    }

    /**
     * Waits until an answer counts so many messages.
     *
     * @return whether there was one in time
     */
    synchronized boolean await(long messages, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (messages() < messages) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /**
     * How long after its timestamp each message was in an answer, in milliseconds.
     *
     * @param sent messages of each partition in the order of their offsets
     * @param never what stands for a message that is in no answer
     */
    synchronized List<Long> latencies(Map<Integer, List<Acknowledged.Message>> sent, long never) {
        List<Long> latencies = new ArrayList<>();
        sent.forEach((partition, messages) -> {
            int next = 0;
            for (Acknowledged.Message message : messages) {
                while (next < answers.size() && !answers.get(next).holds(partition, message.offset())) {
                    next++;
                }
                latencies.add(
                        next == answers.size()
                                ? never
                                : Math.max(0, answers.get(next).at() - message.timestamp()));
            }
        });
        return latencies;
    }

    @Override
    public void close() {
        lines.close();
    }
}
