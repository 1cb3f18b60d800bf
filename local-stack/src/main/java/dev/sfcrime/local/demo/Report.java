package dev.sfcrime.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.console.Table;
import dev.sfcrime.local.demo.Api.CrimeTypes;
import dev.sfcrime.local.demo.Api.Dispositions;
import dev.sfcrime.local.demo.Api.Latency;
import dev.sfcrime.local.demo.Api.Replay;
import org.jspecify.annotations.Nullable;

/** What the demonstration shows at its end. */
final class Report {
    private static final int ROWS = 10;

    private final SuiteClient suite;
    private final Console console;

    Report(SuiteClient suite, Console console) {
        this.suite = suite;
        this.console = console;
    }

    void print(Figures figures) throws IOException {
        CrimeTypes crimeTypes = suite.crimeTypes(ROWS);
        scope(crimeTypes.total(), figures.counted().counted());
        Table types = new Table("CRIME TYPE", "CALLS>", "SHARE>");
        crimeTypes.items().forEach(item -> types.row(item.crimeType(), count(item.count()), share(item.share())));
        types.print(console);
        console.line();

        Dispositions dispositions = suite.dispositions(ROWS);
        Table codes = new Table("DISPOSITION", "MEANING", "CALLS>", "SHARE>");
        dispositions
                .items()
                .forEach(item -> codes.row(
                        item.code(),
                        item.description() == null ? "(not in the table)" : item.description(),
                        count(item.count()),
                        share(item.share())));
        codes.print(console);
        console.line();
        throughput(figures.replay());
        latency(suite.verification().latencyMs());
        malformed(figures);
        console.line();
    }

    private void scope(long total, long ofThisReplay) {
        console.line();
        console.heading(
                total == ofThisReplay
                        ? "%,d calls counted".formatted(total)
                        : "%,d calls counted, of all replays so far; %,d of them are this replay's"
                                .formatted(total, ofThisReplay));
        console.line();
    }

    private void throughput(Replay replay) {
        Instant started = replay.startedAt();
        Instant finished = replay.finishedAt();
        if (started != null && finished != null && finished.isAfter(started)) {
            double seconds = Duration.between(started, finished).toNanos() / 1e9;
            console.line("Throughput  %,d messages in %.1f s: %,.0f a second"
                    .formatted(replay.sent(), seconds, replay.sent() / seconds));
        }
    }

    private void latency(Latency latency) {
        console.line("Latency     Kafka to consumer: p50 %s, p99 %s"
                .formatted(millis(latency.p50()), millis(latency.p99())));
    }

    private void malformed(Figures figures) {
        if (figures.replay().rejected() > 0 || figures.counted().malformed() > 0) {
            console.line("Malformed   %,d records of the dataset not sent, %,d messages counted as malformed"
                    .formatted(figures.replay().rejected(), figures.counted().malformed()));
        }
    }

    private static String millis(@Nullable Double millis) {
        return millis == null ? "unknown" : "%.1f ms".formatted(millis);
    }

    private static String count(long count) {
        return "%,d".formatted(count);
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
