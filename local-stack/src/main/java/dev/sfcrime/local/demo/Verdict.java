package dev.sfcrime.local.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether every message that was sent has arrived everywhere, exactly once.
 *
 * @param messages how many were sent
 * @param differences what does not match; empty if everything does
 */
record Verdict(long messages, List<String> differences) {

    static Verdict of(Figures figures) {
        long sent = figures.replay().sent();
        List<String> differences = new ArrayList<>();
        if (!figures.replay().state().equals("COMPLETED")) {
            String failure = figures.replay().failure();
            differences.add(
                    "the replay is " + figures.replay().state() + (failure == null ? "" : " (" + failure + ")"));
        }
        if (sent == 0) {
            differences.add("nothing was sent");
        }
        compare(differences, sent, "ingest acknowledged", figures.replay().acknowledged());
        compare(differences, sent, "verify consumed", figures.delivery().received());
        compare(
                differences,
                sent,
                "verify consumed, each once,",
                figures.delivery().distinct());
        compare(differences, sent, "Spark counted", figures.counted().all());
        if (figures.delivery().missing() != 0) {
            differences.add("verify misses %,d".formatted(figures.delivery().missing()));
        }
        return new Verdict(sent, List.copyOf(differences));
    }

    private static void compare(List<String> differences, long sent, String what, long actual) {
        if (actual != sent) {
            differences.add("%s %,d of %,d sent".formatted(what, actual, sent));
        }
    }

    boolean isMatched() {
        return differences.isEmpty();
    }

    @Override
    public String toString() {
        return isMatched()
                ? "MATCHED: sent = acknowledged = consumed = counted = %d".formatted(messages)
                : "MISMATCHED: " + String.join("; ", differences);
    }
}
