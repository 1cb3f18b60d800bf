package dev.sfcrime.local.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.demo.Api.Check;
import dev.sfcrime.local.demo.Api.Gap;
import dev.sfcrime.local.demo.Api.Rates;
import dev.sfcrime.local.demo.Api.Reconciliation;
import dev.sfcrime.local.demo.Api.Replay;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTests {
    @Test
    void whatMatchesTakesOneLine() {
        Verdict verdict = new Verdict(
                replay("COMPLETED", 1_000), reconciliation("MATCHED", check("received", 5, 5), check("counted", 5, 5)));

        assertThat(verdict.isMatched()).isTrue();
        assertThat(printed(verdict)).containsExactly("MATCHED: all 2 checks of ingest, Kafka, verify and Spark hold");
    }

    @Test
    void onlyWhatDoesNotMatchIsShown() {
        Verdict verdict = new Verdict(
                replay("COMPLETED", 1_000),
                new Reconciliation(
                        "MISMATCHED",
                        null,
                        List.of(check("received", 1_000, 990), check("acknowledged", 1_000, 1_000)),
                        List.of(new Gap(7, 7), new Gap(20, 28))));

        assertThat(verdict.isMatched()).isFalse();
        assertThat(printed(verdict))
                .containsExactly(
                        "MISMATCHED: received: 990 of 1,000",
                        "CHECK     EXPECTED  ACTUAL",
                        "received     1,000     990",
                        "Missing sequences: 7; 20 to 28");
    }

    @Test
    void whatIsPendingSaysWhatItWaitsFor() {
        Verdict verdict = new Verdict(
                replay("COMPLETED", 10),
                new Reconciliation("PENDING", "analytics does not answer", List.of(unknown("counted")), List.of()));

        assertThat(verdict.reason()).isEqualTo("analytics does not answer");
        assertThat(printed(verdict))
                .containsExactly(
                        "PENDING: analytics does not answer",
                        "CHECK    EXPECTED   ACTUAL",
                        "counted   unknown  unknown");
    }

    @Test
    void aReplayThatDidNotCompleteIsNoMatchWhateverItSent() {
        Verdict verdict = new Verdict(replay("FAILED", 10), reconciliation("MATCHED"));

        assertThat(verdict.isMatched()).isFalse();
        assertThat(printed(verdict)).containsExactly("The replay is FAILED (disk full); what it sent: MATCHED");
    }

    @Test
    void nothingSentIsNoMatch() {
        Verdict verdict = new Verdict(replay("COMPLETED", 0), reconciliation("MATCHED"));

        assertThat(verdict.isMatched()).isFalse();
        assertThat(printed(verdict)).containsExactly("Nothing was sent");
    }

    /** The headline, and the details below it. */
    private static List<String> printed(Verdict verdict) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
        Console console = Console.plain(stream, stream);
        console.line(verdict.headline());
        verdict.printDetails(console);
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static Reconciliation reconciliation(String verdict, Check... checks) {
        return new Reconciliation(verdict, null, List.of(checks), List.of());
    }

    private static Check check(String name, long expected, long actual) {
        return new Check(name, LongNode.valueOf(expected), LongNode.valueOf(actual), expected == actual);
    }

    private static Check unknown(String name) {
        return new Check(name, NullNode.getInstance(), null, false);
    }

    private static Replay replay(String state, long sent) {
        String failure = state.equals("FAILED") ? "disk full" : null;
        return new Replay("r", state, 0, sent, sent, sent, new Rates(null, null, null), null, null, null, failure);
    }
}
