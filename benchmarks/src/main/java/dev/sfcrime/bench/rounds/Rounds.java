package dev.sfcrime.bench.rounds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

import dev.sfcrime.local.console.Console;

/**
 * Lets contenders take turns.
 *
 * @param console where each result is told
 * @param warmUps rounds at first whose results do not count
 * @param count rounds that count, at least 1
 */
public record Rounds(Console console, int warmUps, int count) {
    public Rounds {
        if (warmUps < 0) {
            throw new IllegalArgumentException("warmUps is " + warmUps + "; it must not be negative");
        }
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + "; there must be at least one round");
        }
    }

    /**
     * Lets each contender run once a round. Who begins changes from round to round, so that none always runs behind the
     * same other one.
     *
     * @param words a result in a few words
     */
    public <R> Results<R> run(List<? extends Contender<R>> contenders, Function<? super R, String> words)
            throws Exception {
        Results<R> results =
                new Results<>(contenders.stream().map(Contender::name).toList());
        for (int round = 1 - warmUps; round <= count; round++) {
            List<Contender<R>> order = new ArrayList<>(contenders);
            Collections.rotate(order, -(round + warmUps - 1));
            for (Contender<R> contender : order) {
                R result = contender.run(round);
                console.line("%-14s %-34s %s".formatted(label(round), contender.name(), words.apply(result)));
                if (round > 0) {
                    results.add(contender.name(), result);
                }
            }
        }
        return results;
    }

    private String label(int round) {
        return round > 0 ? "round %d of %d".formatted(round, count) : "warm-up";
    }
}
