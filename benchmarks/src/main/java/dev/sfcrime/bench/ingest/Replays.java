package dev.sfcrime.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.local.client.JsonClient;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.StackException;

/** Runs replays over HTTP, one at a time. */
final class Replays {
    /** Seldom, for answers take of the time that is measured. */
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Lab lab;
    private final JsonClient http;

    Replays(Lab lab) {
        this.lab = lab;
        this.http = lab.http();
    }

    /**
     * Runs one to its end.
     *
     * @param request as ingest-service's API has it
     * @throws StackException if it does not complete
     */
    Replay run(Map<String, ?> request) throws IOException {
        Replay started = http.post(lab.url(Service.INGEST, "/api/v1/replays"), request, Replay.class);
        Replay[] last = {started};
        Poll.until(
                () -> {
                    last[0] = ask(started.id());
                    return last[0].hasEnded();
                },
                PATIENCE,
                INTERVAL);
        if (!last[0].state().equals("COMPLETED")) {
            throw new StackException(
                    "The replay %s is %s: %s".formatted(started.id(), last[0].state(), last[0].failure()));
        }
        return last[0];
    }

    private Replay ask(String id) {
        try {
            return http.get(lab.url(Service.INGEST, "/api/v1/replays/" + id), Replay.class);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
