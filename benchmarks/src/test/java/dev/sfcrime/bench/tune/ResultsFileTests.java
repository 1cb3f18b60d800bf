package dev.sfcrime.bench.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import dev.sfcrime.bench.report.Machine;
import dev.sfcrime.local.stack.StackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResultsFileTests {
    private static final List<Plan.Trial> PLAN = Given.PLAN.sweep();

    @TempDir
    Path folder;

    private ResultsFile withOneResult() throws IOException {
        ResultsFile results = ResultsFile.resume(folder, Given.HEADING);
        results.add(Given.result(PLAN.get(0), 300_000, 150));
        return results;
    }

    @Test
    void anInterruptedRunGoesOnBehindItsLastTrial() throws IOException {
        withOneResult();

        ResultsFile resumed = ResultsFile.resume(folder, Given.HEADING);

        assertThat(resumed.of(Plan.SWEEP)).containsExactly(Given.result(PLAN.get(0), 300_000, 150));
        assertThat(resumed.has(PLAN.get(0))).isTrue();
        assertThat(resumed.has(PLAN.get(1))).isFalse();
    }

    @Test
    void halfALineOfAKilledRunIsMadeAgain() throws IOException {
        withOneResult();
        Path file = folder.resolve("trials.jsonl");
        Files.writeString(file, "{\"part\":\"swe", StandardOpenOption.APPEND);

        ResultsFile resumed = ResultsFile.resume(folder, Given.HEADING);
        resumed.add(Given.result(PLAN.get(1), 310_000, 140));

        assertThat(ResultsFile.read(folder).of(Plan.SWEEP)).hasSize(2);
    }

    @Test
    void resultsOfAnotherMachineServiceOrPlanAreRefused() throws IOException {
        withOneResult();

        assertRefused(
                new Heading(
                        Given.HEADING.begun(),
                        new Machine("another", 64, 1, "Linux", "17"),
                        Given.HEADING.service(),
                        Given.HEADING.catalogue(),
                        Given.EFFORT,
                        Given.SHIPPED),
                "another machine");
        assertRefused(
                new Heading(
                        Given.HEADING.begun(),
                        Given.MACHINE,
                        "12345678",
                        Given.HEADING.catalogue(),
                        Given.EFFORT,
                        Given.SHIPPED),
                "another build of analytics-service");
        assertRefused(
                new Heading(
                        Given.HEADING.begun(),
                        Given.MACHINE,
                        Given.HEADING.service(),
                        Given.HEADING.catalogue(),
                        Effort.full(8),
                        Given.SHIPPED),
                "another plan");
        assertRefused(
                new Heading(
                        Given.HEADING.begun(),
                        Given.MACHINE,
                        Given.HEADING.service(),
                        "11111111",
                        Given.EFFORT,
                        Given.SHIPPED),
                "other values");
    }

    private void assertRefused(Heading heading, String why) {
        assertThatThrownBy(() -> ResultsFile.resume(folder, heading))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("--results");
    }

    @Test
    void withoutResultsThereIsNothingToReport() {
        assertThatThrownBy(() -> ResultsFile.read(folder))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("./sfcrime tune makes them");
    }
}
