package dev.sfcrime.analytics.aggregates;

import java.io.BufferedReader;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

@ParameterizedClass
@EnumSource
class KilledProcessIT {
    private static final int BATCHES = 40;

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path folder;

    @Test
    void whatWasCommittedSurvivesKillMinus9() throws Exception {
        String url = kind.newDatabase(folder);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingProcess.class.getName(),
                        url)
                .redirectErrorStream(true)
                .start();
        long told = -1;
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("committed ")) {
                    told = Long.parseLong(line.substring("committed ".length()));
                    if (told == BATCHES) {
                        // by its handle, which leaves what it said to be read
                        process.toHandle().destroyForcibly();
                    }
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (TestDatabase database = TestDatabase.at(url)) {
            AggregateStore store = database.store();

            long last = store.lastBatch().batchId();
            assertThat(told).isGreaterThanOrEqualTo(BATCHES);
            assertThat(last).isBetween(told, told + 1);
            assertThat(store.cut().calls()).isEqualTo((last + 1) * CommittingProcess.CALLS_PER_BATCH);
        }
    }
}
