package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Slices of the real set, where they lie beside the checkout. */
class RealSamplesTests {
    private static final Path SAMPLES = Path.of("../../shared/data");

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "police-department-calls-for-service.sample.json, 657",
        "title-case-headers.sample.json, 60",
    })
    void areReadWithoutASingleRejection(String sample, int records) throws IOException {
        assumeTrue(Files.exists(SAMPLES.resolve(sample)));
        DatasetFixture datasets = new DatasetFixture(root).with(sample, Files.readAllBytes(SAMPLES.resolve(sample)));

        List<DatasetRecord> read = datasets.read(sample);

        assertThat(read).hasSize(records).allMatch(ReadCall.class::isInstance);
        assertThat(datasets.read(sample, RecordOrder.EVENT_TIME)).containsExactlyInAnyOrderElementsOf(read);
    }
}
