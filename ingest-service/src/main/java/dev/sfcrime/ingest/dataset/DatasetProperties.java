package dev.sfcrime.ingest.dataset;

import java.nio.file.Path;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where datasets lie and how they are read.
 *
 * @param folder folder of dataset files; a missing one is an empty one
 * @param sortMemory memory that one reading in order of event time may take for records; the rest goes to disk
 * @param temporaryFolder folder for what sorting writes to disk
 * @param largestRecord longest record; a longer one is rejected without being held in memory
 * @param mostExpansion how many times its size a gzip file may unpack to, beyond the first 64 MB; more is taken for a
 *     decompression bomb
 * @param synthetic the built-in dataset
 */
@Validated
@ConfigurationProperties("ingest.datasets")
public record DatasetProperties(
        @DefaultValue(".sfcrime/datasets") Path folder,
        @DefaultValue("32MB") DataSize sortMemory,
        @DefaultValue(".sfcrime/tmp") Path temporaryFolder,
        @DefaultValue("1MB") DataSize largestRecord,
        @Min(1) @DefaultValue("200") int mostExpansion,
        @Valid @DefaultValue Synthetic synthetic) {
    private static final DataSize LEAST_SORT_MEMORY = DataSize.ofMegabytes(1);
    private static final DataSize LEAST_LARGEST_RECORD = DataSize.ofKilobytes(64);
    private static final DataSize MOST_LARGEST_RECORD = DataSize.ofMegabytes(64);

    public DatasetProperties {
        if (sortMemory.compareTo(LEAST_SORT_MEMORY) < 0) {
            throw new IllegalArgumentException(
                    "sort-memory is %s; give it at least %s".formatted(sortMemory, LEAST_SORT_MEMORY));
        }
        if (largestRecord.compareTo(LEAST_LARGEST_RECORD) < 0 || largestRecord.compareTo(MOST_LARGEST_RECORD) > 0) {
            throw new IllegalArgumentException("largest-record is %s; set it to between %s and %s"
                    .formatted(largestRecord, LEAST_LARGEST_RECORD, MOST_LARGEST_RECORD));
        }
    }

    /**
     * The synthetic dataset.
     *
     * @param records how many records it has where no other number is asked for
     * @param seed what the records follow from: the same seed gives the same records
     */
    public record Synthetic(
            @DefaultValue("199999") @Min(0) @Max(SyntheticCalls.MOST_RECORDS)
            long records,

            @DefaultValue("2018") long seed) {}
}
