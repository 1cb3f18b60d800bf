package dev.sfcrime.local.demo;

import java.time.Duration;
import java.time.Instant;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.console.Table;
import dev.sfcrime.local.demo.Api.Latency;
import dev.sfcrime.local.demo.Api.Replay;
import org.jspecify.annotations.Nullable;

/**
 * A replay at its end, in a few lines.
 *
 * @param figures its last figures
 * @param verdict how it ended
 * @param deadLetters how many lie in their topic, of all replays; null where that is not known
 */
record Summary(Figures figures, Verdict verdict, @Nullable Long deadLetters) {
    void print(Console console) {
        Replay replay = figures.replay();
        Table table = new Table("SUMMARY", "");
        table.row("Records", "%,d sent".formatted(replay.sent()));
        addSpeed(table, replay);
        table.row("Latency", latency(figures.verification().latencyMs()));
        addIfAny(table, "Rejected", replay.rejected(), "records of the dataset, not sent");
        addIfAny(table, "Malformed", figures.counted().malformed(), "messages that are no call");
        addIfAny(table, "Dead letters", deadLetters == null ? 0 : deadLetters, "in their topic, of all replays");
        String headline = verdict.headline();
        table.row("Verdict", verdict.isMatched() ? console.green(headline) : console.red(headline));
        table.print(console);
        verdict.printDetails(console);
    }

    private static void addSpeed(Table table, Replay replay) {
        Instant started = replay.startedAt();
        Instant finished = replay.finishedAt();
        if (started != null && finished != null && finished.isAfter(started)) {
            double seconds = Duration.between(started, finished).toNanos() / 1e9;
            table.row("Duration", "%.1f s".formatted(seconds));
            table.row("Throughput", "%,.0f records a second".formatted(replay.sent() / seconds));
        }
    }

    private static String latency(Latency latency) {
        return "p50 %s, p95 %s, p99 %s, max %s, from Kafka to verify"
                .formatted(
                        Latency.text(latency.p50()),
                        Latency.text(latency.p95()),
                        Latency.text(latency.p99()),
                        Latency.text(latency.max()));
    }

    private static void addIfAny(Table table, String name, long count, String what) {
        if (count > 0) {
            table.row(name, "%,d %s".formatted(count, what));
        }
    }
}
