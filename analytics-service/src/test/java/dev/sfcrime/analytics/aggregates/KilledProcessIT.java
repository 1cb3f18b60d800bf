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
    void whatWasCommittedSurvivesEachKillMinus9() throws Exception {
        String url = kind.newDatabase(folder);
        long last = -1;
        // not only the process that made the database, but also those that open it
        for (int life = 0; life < 3; life++) {
            long told = committedUntilKilledAfter(last + BATCHES, url);

            try (TestDatabase database = TestDatabase.at(url)) {
                AggregateStore store = database.store();
                last = store.lastBatch().batchId();
                assertThat(last).isBetween(told, told + 1);
                assertThat(store.cut().calls()).isEqualTo((last + 1) * CommittingProcess.CALLS_PER_BATCH);
            }
        }
    }

    /** The last batch that a process told of before it was killed, which it was upon telling of a given one. */
    private static long committedUntilKilledAfter(long fatal, String url) throws Exception {
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
                    if (told == fatal) {
                        // by its handle, which leaves what it said to be read
                        process.toHandle().destroyForcibly();
                    }
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(told).isGreaterThanOrEqualTo(fatal);
        return told;
    }
}
