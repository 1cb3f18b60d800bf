package dev.sfcrime.bench.tune;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.sfcrime.bench.report.Machine;

/** Results as a lab could have made them. */
final class Given {
    static final Machine MACHINE = new Machine("a processor", 2, 8L << 30, "Linux 6", "17");
    static final Effort EFFORT = Effort.full(7);
    static final Map<String, String> SHIPPED = Map.of(
            "spark.sql.shuffle.partitions", "2",
            "maxOffsetsPerTrigger", "200000",
            "trigger interval", "0s",
            "spark.master", "local[*]",
            "spark.sql.streaming.checkpointFileManagerClass", "org.example.checkpoints.FastFileManager",
            "spark.sql.streaming.checkpoint.fileChecksum.enabled", "false",
            "spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "true",
            "kafka.fetch.max.wait.ms", "10");
    static final Heading HEADING =
            new Heading(LocalDate.of(2026, 11, 20), MACHINE, "0badcafe", "00c0ffee", EFFORT, SHIPPED);
    static final Plan PLAN = HEADING.plan();

    private Given() {}

    static TrialResult result(Plan.Trial trial, double recordsPerSecond, double latencyP99) {
        return new TrialResult(
                trial.part(),
                trial.round(),
                trial.place(),
                trial.setting().id(),
                true,
                recordsPerSecond,
                recordsPerSecond * 1.1,
                700,
                latencyP99 / 2,
                latencyP99,
                0,
                2000,
                20_000,
                90,
                Map.of("addBatch", 60.0, "triggerExecution", 90.0),
                12.5,
                Instant.EPOCH);
    }

    /** A sweep in which these settings are so many times as fast as all others, and rounds differ. */
    static List<TrialResult> sweep(Map<String, Double> speeds) {
        Random noise = new Random(1);
        List<TrialResult> results = new ArrayList<>();
        for (Plan.Trial trial : PLAN.sweep()) {
            double mood = 1 + 0.3 * trial.round();
            double speed = speeds.getOrDefault(trial.setting().id(), 1.0);
            double chance = 1 + 0.02 * noise.nextGaussian();
            results.add(result(trial, 300_000 * speed * chance * mood, 200 / speed / chance * mood));
        }
        return results;
    }
}
