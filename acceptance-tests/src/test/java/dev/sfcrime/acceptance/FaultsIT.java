package dev.sfcrime.acceptance;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What is put into the topic on purpose is found, all of it, and nothing else is. */
@ExtendWith(SuiteExtension.class)
class FaultsIT {
    private static final int LOOPS = 20;
    private static final String FAULTY = """
            "loops": %d, "pace": {"unlimited": true},
            "faults": {"malformedRatio": 0.02, "duplicateRatio": 0.03, "lateRatio": 0.05, "seed": %d}""";

    @Test
    void whatWasInjectedIsFoundExactlyByVerifyAndBySparkAndInTheDeadLetters(RunningSuite suite) {
        String id = replay(suite, 7);

        Findings findings = new Findings(suite);
        findings.requireExact(id, sent(suite));
        findings.requireDeadLetters();
        JsonNode replay = suite.replay(id);
        int records = sent(suite).size();
        assertThat(replay.get("injectedMalformed").asLong()).isBetween(records / 100L, records * 3L / 100);
        assertThat(replay.get("injectedDuplicates").asLong()).isBetween(records * 2L / 100, records * 4L / 100);
        assertThat(replay.get("injectedLate").asLong()).isBetween(records * 4L / 100, records * 6L / 100);
        new Aggregates(suite.analytics).requireEqual(suite.oracle());
    }

    @Test
    void theSameSeedInjectsTheSame(RunningSuite suite) {
        String first = replay(suite, 8);
        String second = replay(suite, 8);
        String other = replay(suite, 9);

        Findings findings = new Findings(suite);
        assertThat(contents(findings, second)).isEqualTo(contents(findings, first));
        assertThat(contents(findings, other)).isNotEqualTo(contents(findings, first));
    }

    /** Replays with faults, waits until all have seen all of it, and enters it in the ledger. */
    private static String replay(RunningSuite suite, int seed) {
        String id = suite.startReplay(Datasets.SNAKE_CASE, FAULTY.formatted(LOOPS, seed));
        suite.awaitCompleted(id, Duration.ofMinutes(1));
        assertThat(suite.awaitVerdict(id)).isEqualTo("MATCHED");
        suite.enter(new Findings(suite).replay(id).calls());
        return id;
    }

    private static List<Call> sent(RunningSuite suite) {
        return Collections.nCopies(LOOPS, suite.datasets().calls(Datasets.SNAKE_CASE)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> contents(Findings findings, String replay) {
        return findings.replay(replay).messages().stream()
                .map(message -> message.sequence() + " " + message.injected() + " " + message.call())
                .sorted()
                .toList();
    }
}
