package dev.sfcrime.bench.tune;

import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.stack.Checkout;
import dev.sfcrime.local.stack.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TrialsIT {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private static final Effort TINY = new Effort(true, 1, 1, 1, 1, 1, 20_000, 200, 2);

    @TempDir
    private Path folder;

    @Test
    void aTrialCatchesUpAndSeesEveryMessageOfTheSteadyPart() throws Exception {
        try (Lab lab = open()) {
            lab.start(Service.BROKER);
            try (Trials trials = new Trials(Trials.Bench.in(lab), TINY)) {
                TrialResult result = trials.run(new Plan.Trial(Plan.SWEEP, 1, 0, Base.SPARK_STATE.asSetting()));

                assertThat(result.caughtUp()).isTrue();
                assertThat(result.unseen()).isZero();
                assertThat(result.recordsPerSecond()).isGreaterThan(100);
                assertThat(result.processedRowsPerSecond()).isGreaterThanOrEqualTo(result.recordsPerSecond());
                assertThat(result.latencyP50()).isPositive().isLessThanOrEqualTo(result.latencyP99());
                assertThat(result.steadyInputRowsPerSecond()).isPositive();
                assertThat(result.phases()).containsKeys("addBatch", "walCommit", BatchReport.WHOLE);
            }
        }
    }

    @Test
    void aKilledLabLeavesNeitherItsWorkerNorItsBroker() throws Exception {
        Process broker = new ProcessBuilder("sleep", "300").start();
        Process killed = null;
        try (Lab lab = open()) {
            Path java = Path.of(System.getProperty("java.home"), "bin", "java");
            killed = new ProcessBuilder(List.of(
                            java.toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledLab.class.getName(),
                            lab.runnableJar(Service.ANALYTICS).toString(),
                            Files.createDirectories(folder.resolve("worker")).toString(),
                            Long.toString(broker.pid())))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            BufferedReader output = killed.inputReader(StandardCharsets.UTF_8);
            assertThat(output.readLine()).isEqualTo("ready");
            ProcessHandle worker = killed.children().findFirst().orElseThrow();

            killed.destroyForcibly();

            worker.onExit().get(20, TimeUnit.SECONDS);
            assertThat(broker.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            broker.destroyForcibly();
            if (killed != null) {
                killed.destroyForcibly();
            }
        }
    }

    private Lab open() throws Exception {
        return Lab.open(
                new Checkout(Path.of("").toAbsolutePath().getParent()),
                folder.resolve("lab"),
                Console.plain(NOWHERE, NOWHERE));
    }
}
