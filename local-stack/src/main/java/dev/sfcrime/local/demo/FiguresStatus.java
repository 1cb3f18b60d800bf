package dev.sfcrime.local.demo;

import java.time.Duration;
import java.util.List;

import dev.sfcrime.local.console.Progress;
import dev.sfcrime.local.console.ProgressBar;
import dev.sfcrime.local.demo.Api.Latency;
import dev.sfcrime.local.demo.Api.Replay;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay has come, and how well all keep up with it.
 *
 * @param figures what is shown
 */
record FiguresStatus(Figures figures) implements Progress.Status {
    private static final int SHORTEST_BAR = 12;
    private static final int LONGEST_BAR = 60;

    @Override
    public List<String> lines(int columns) {
        String advance = percent() + "  " + advance();
        int width = Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, columns - 1 - advance.length()));
        String bar = ProgressBar.of(counted(), figures.replay().sent(), total(), width);
        return List.of(bar + " " + advance, verify() + " | " + spark());
    }

    @Override
    public String line() {
        return percent() + "  " + advance() + " | " + verify() + " | " + spark();
    }

    /** By what Spark counted, which is the end of the way. */
    private String percent() {
        return ProgressBar.percent(counted(), total());
    }

    private long counted() {
        return figures.counted().all();
    }

    /** How many messages to expect; 0 where that is unknown. */
    private long total() {
        if (figures.isEnded()) {
            return figures.replay().sent();
        }
        Long total = figures.replay().totalRecords();
        return total == null ? 0 : total;
    }

    private String advance() {
        Replay replay = figures.replay();
        if (!figures.isEnded()) {
            return "%,d sent".formatted(replay.sent())
                    + rate(replay.recordsPerSecond().current())
                    + remaining(replay.etaSeconds());
        }
        if (figures.reconciliation().isPending()) {
            String reason = new Verdict(replay, figures.reconciliation()).reason();
            return reason.isEmpty() ? "%,d sent".formatted(replay.sent()) : reason;
        }
        return "%,d sent  %,d received  %,d counted"
                .formatted(replay.sent(), figures.delivery().received(), counted());
    }

    private static String rate(@Nullable Double perSecond) {
        return perSecond == null ? "" : "  %,.0f/s".formatted(perSecond);
    }

    private static String remaining(@Nullable Long seconds) {
        if (seconds == null) {
            return "";
        }
        Duration left = Duration.ofSeconds(seconds);
        return left.toHours() > 0
                ? "  ETA %d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart())
                : "  ETA %d:%02d".formatted(left.toMinutesPart(), left.toSecondsPart());
    }

    private String verify() {
        Latency latency = figures.verification().latencyMs();
        return "verify p50 %s, p99 %s, lag %s"
                .formatted(
                        Latency.text(latency.p50()),
                        Latency.text(latency.p99()),
                        lag(figures.verification().lag()));
    }

    private String spark() {
        Double rowsPerSecond = figures.query().processedRowsPerSecond();
        return "Spark %s rows/s, lag %s"
                .formatted(
                        rowsPerSecond == null ? "?" : "%,.0f".formatted(rowsPerSecond),
                        lag(figures.spark().freshness().lagRecords()));
    }

    private static String lag(@Nullable Long records) {
        if (records == null) {
            return "?";
        }
        return records < 1_000_000 ? "%,d".formatted(records) : "%.1f M".formatted(records / 1e6);
    }
}
