package dev.sfcrime.local.demo;

import java.util.List;
import java.util.stream.Collectors;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.console.Table;
import dev.sfcrime.local.demo.Api.Check;
import dev.sfcrime.local.demo.Api.Gap;
import dev.sfcrime.local.demo.Api.Reconciliation;
import dev.sfcrime.local.demo.Api.Replay;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a replay ended: what ingest says of its end, and what verify says of its messages.
 *
 * @param replay the replay at its end
 * @param reconciliation what verify found when it compared all that ingest, Kafka, itself and Spark counted
 */
record Verdict(Replay replay, Reconciliation reconciliation) {
    private static final int GAPS = 10;

    /** Whether the replay sent all that it had, something at least, and all of it is everywhere exactly once. */
    boolean isMatched() {
        return reconciliation.isMatched() && replay.state().equals("COMPLETED") && replay.sent() > 0;
    }

    /** What the verdict waits for, or what is wrong; one line. */
    String reason() {
        String reason = reconciliation.reason();
        if (reason != null && !reason.isBlank()) {
            return reason;
        }
        return reconciliation.differences().stream()
                .findFirst()
                .map(check -> "%s: %s of %s".formatted(check.name(), text(check.actual()), text(check.expected())))
                .orElse("");
    }

    /** All of it in one line. */
    String headline() {
        if (isMatched()) {
            return "MATCHED: all %d checks of ingest, Kafka, verify and Spark hold"
                    .formatted(reconciliation.checks().size());
        }
        if (!replay.state().equals("COMPLETED")) {
            String failure = replay.failure();
            return "The replay is %s%s; what it sent: %s"
                    .formatted(replay.state(), failure == null ? "" : " (" + failure + ")", reconciliation.verdict());
        }
        if (replay.sent() == 0) {
            return "Nothing was sent";
        }
        String reason = reason();
        return reason.isEmpty() ? reconciliation.verdict() : reconciliation.verdict() + ": " + reason;
    }

    /** What does not match; nothing where all does. */
    void printDetails(Console console) {
        if (isMatched()) {
            return;
        }
        printDifferences(console);
        if (!reconciliation.missingSequences().isEmpty()) {
            console.line("Missing sequences: " + missing(reconciliation.missingSequences()));
        }
    }

    private void printDifferences(Console console) {
        List<Check> differences = reconciliation.differences();
        if (differences.isEmpty()) {
            return;
        }
        Table table = new Table("CHECK", "EXPECTED>", "ACTUAL>");
        differences.forEach(check -> table.row(check.name(), text(check.expected()), text(check.actual())));
        table.print(console);
    }

    private static String missing(List<Gap> gaps) {
        String named = gaps.stream()
                .limit(GAPS)
                .map(gap -> gap.from() == gap.to()
                        ? "%,d".formatted(gap.from())
                        : "%,d to %,d".formatted(gap.from(), gap.to()))
                .collect(Collectors.joining("; "));
        return gaps.size() <= GAPS ? named : "%s; and %,d more gaps".formatted(named, gaps.size() - GAPS);
    }

    private static String text(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "unknown";
        }
        return value.isIntegralNumber() ? "%,d".formatted(value.asLong()) : value.asString(value.toString());
    }
}
