package dev.sfcrime.bench.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TuningPageTests {
    private static final String SHUFFLE_200 = "state in Spark: spark.sql.shuffle.partitions=200";
    private static final String CHECKSUM = "state in Spark: spark.sql.streaming.checkpoint.fileChecksum.enabled=true";
    private static final String KRYO = "shipped: spark.serializer=KryoSerializer";

    @TempDir
    Path folder;

    private String page(Map<String, Double> speeds) throws IOException {
        ResultsFile results = ResultsFile.resume(folder.resolve("results"), Given.HEADING);
        List<TrialResult> sweep = Given.sweep(speeds);
        for (TrialResult result : sweep) {
            results.add(result);
        }
        Findings findings = new Findings(Given.PLAN, sweep);
        for (Plan.Trial step : Given.PLAN.ladder(Ladder.steps(Given.PLAN, findings))) {
            results.add(Given.result(step, 200_000 + step.place(), 300 + step.round()));
        }
        return Files.readString(new TuningPage(folder.resolve("docs"), results).write());
    }

    @Test
    void aSlowValueIsToldAsSlowerAndItsShippedOneLeadsTheBestPairs() throws IOException {
        String page = page(Map.of(SHUFFLE_200, 0.1, CHECKSUM, 0.6));

        assertThat(page.substring(page.indexOf("## The answer"), page.indexOf("## How each")))
                .containsSubsequence(
                        "`spark.sql.shuffle.partitions=2` (Spark's: `200`)",
                        "`spark.sql.streaming.checkpoint.fileChecksum.enabled=false`");
        assertThat(page.lines().filter(line -> line.startsWith("| `200` | state in Spark")))
                .singleElement()
                .asString()
                .contains("throughput **slower**; latency **slower**");
    }

    @Test
    void noiseIsCalledNotSeparable() throws IOException {
        String page = page(Map.of());

        assertThat(page)
                .contains("No shipped value is separably better")
                .contains("the shipped values are the winners");
        assertThat(page).doesNotContain("**faster**").doesNotContain("**slower**;");
    }

    @Test
    void aValueThatBeatsTheShippedOneIsNamed() throws IOException {
        String page = page(Map.of(KRYO, 1.5));

        assertThat(page)
                .contains(
                        "Not all shipped values are the winners.** These values are better: around the shipped defaults"
                                + " `spark.serializer=KryoSerializer` (throughput 1.5")
                .contains("improvements together");
    }

    @Test
    void thePageHasAllItsPartsAndThePlot() throws IOException {
        String page = page(Map.of(SHUFFLE_200, 0.1));

        assertThat(page)
                .containsSubsequence(
                        "# Tuning",
                        "Measured on 2026-11-20, on a processor",
                        "## The answer in short",
                        "## How each property moves throughput and latency, and why",
                        "## The best pairs, and how one can tell",
                        "![Throughput against latency of every setting tried](tuning-pareto.svg)",
                        "## Well-known properties that do nothing here, and why",
                        "## How to repeat it");
        assertThat(folder.resolve("docs").resolve("tuning-pareto.svg")).exists();
    }

    @Test
    void aRunThatWasInterruptedIsToldOfAsFarAsItWent() throws IOException {
        ResultsFile results = ResultsFile.resume(folder.resolve("results"), Given.HEADING);
        for (TrialResult result : Given.sweep(Map.of()).subList(0, 20)) {
            results.add(result);
        }

        String page = Files.readString(new TuningPage(folder.resolve("docs"), results).write());

        assertThat(page)
                .contains("from 20 of", "The pairs have not been tried together yet", "which is not complete")
                .doesNotContain("the shipped values are the winners.**");
    }
}
