package dev.sfcrime.bench.rounds;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.bench.report.Summary;
import dev.sfcrime.local.console.Console;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RoundsTests {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final Console console = Console.plain(out, out);
    private final List<String> turns = new ArrayList<>();

    @Test
    void whoBeginsChangesFromRoundToRound() throws Exception {
        new Rounds(console, 0, 3).run(List.of(contender("a", 1), contender("b", 1)), Object::toString);

        assertThat(turns).containsExactly("a1", "b1", "b2", "a2", "a3", "b3");
    }

    @Test
    void warmUpsRunButDoNotCount() throws Exception {
        Results<Double> results = new Rounds(console, 1, 2).run(List.of(contender("a", 10)), Object::toString);

        assertThat(turns).containsExactly("a0", "a1", "a2");
        assertThat(results.of("a")).containsExactly(10.0, 20.0);
        assertThat(results.summary("a", rate -> rate)).isEqualTo(Summary.of(10, 20));
    }

    @Test
    void ratiosAreTakenRoundByRound() throws Exception {
        Results<Double> results =
                new Rounds(console, 0, 3).run(List.of(contender("a", 9), contender("b", 10)), Object::toString);

        assertThat(results.ratio("a", "b", rate -> rate)).isEqualTo(Summary.of(0.9, 0.9, 0.9));
    }

    @Test
    void aRatioToSeveralIsToTheBestOfThemInEachRound() throws Exception {
        Results<Double> results = new Rounds(console, 0, 2)
                .run(List.of(contender("a", 9), contender("b", 10), contender("c", 18)), Object::toString);

        assertThat(results.ratioToBest("a", List.of("b", "c"), rate -> rate)).isEqualTo(Summary.of(0.5, 0.5));
    }

    @Test
    void everyTurnIsTold() throws Exception {
        new Rounds(console, 1, 1).run(List.of(contender("plain loop", 5)), rate -> rate + " records/s");

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .anyMatch(line -> line.matches("warm-up +plain loop +0.0 records/s"))
                .anyMatch(line -> line.matches("round 1 of 1 +plain loop +5.0 records/s"));
    }

    @Test
    void twoContendersOfOneNameAreRefused() {
        Rounds rounds = new Rounds(console, 0, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rounds.run(List.of(contender("a", 1), contender("a", 2)), Object::toString));
        assertThat(turns).isEmpty();
    }

    /** Reaches in each round as much as its factor and the round make. */
    private Contender<Double> contender(String name, double factor) {
        return new Contender<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Double run(int round) {
                turns.add(name + round);
                return factor * round;
            }
        };
    }
}
