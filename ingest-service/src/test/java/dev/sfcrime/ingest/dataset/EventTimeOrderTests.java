package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.CallMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EventTimeOrderTests {
    @TempDir
    Path root;

    @ParameterizedTest(name = "{0} calls, {1} bytes of memory, {2} files at a time")
    @CsvSource({
        "0, 10000, 4",
        "1, 10000, 4",
        "50, 1000000, 4",
        "1000, 10000, 64",
        "1000, 10000, 4",
        "3000, 1, 50",
        "2000, 3000, 2",
    })
    void sortsAsAListWouldBeSorted(int count, long memory, int fanIn) throws IOException {
        List<CallForService> calls = randomCalls(count, 17L * count + fanIn);
        List<CallForService> expected = new ArrayList<>(calls);
        expected.sort(Comparator.comparing(CallForService::callDateTime));

        List<CallForService> sorted = new ArrayList<>();
        try (EventTimeSorter sorter = new EventTimeSorter(memory, fanIn, spill())) {
            for (CallForService call : calls) {
                sorter.add(CallMessage.of(call));
            }
            SortedRun run = sorter.sorted();
            for (SortedRun.Entry entry = run.next(); entry != null; entry = run.next()) {
                sorted.add(entry.call().call());
            }
        }

        assertThat(sorted).isEqualTo(expected);
        assertThat(files()).isEmpty();
    }

    @Test
    void rejectedRecordsComeFirstAndNothingIsLost() throws IOException {
        StringBuilder lines = new StringBuilder();
        List<CallForService> calls = randomCalls(12_000, 5);
        for (int i = 0; i < calls.size(); i++) {
            lines.append(new String(CallJson.write(calls.get(i)), UTF_8)).append('\n');
            if (i % 4000 == 0) {
                lines.append("oops\n");
            }
        }
        DatasetFixture datasets = new DatasetFixture(root, DataSize.ofMegabytes(1)).with("lines", lines.toString());

        List<DatasetRecord> records = datasets.read("lines", RecordOrder.EVENT_TIME);

        assertThat(records.subList(0, 3)).allMatch(RejectedRecord.class::isInstance);
        assertThat(DatasetFixture.calls(records))
                .hasSameSizeAs(calls)
                .isSortedAccordingTo(Comparator.comparing(CallForService::callDateTime));
        assertThat(datasets.catalog.find("lines").records()).isEqualTo(12_003);
    }

    @Test
    void tellsHowFarSortingIs() throws IOException {
        DatasetFixture datasets = new DatasetFixture(root)
                .with("lines", DatasetFixture.json("1") + "\noops\n" + DatasetFixture.json("2") + "\n");

        try (RecordSource source = datasets.catalog.open("lines", RecordOrder.EVENT_TIME)) {
            assertThat(source.next()).isInstanceOf(RejectedRecord.class);
            assertThat(source.fractionPrepared()).isBetween(0.3, 0.9);
            assertThat(source.fractionRead()).isZero();
            assertThat(source.totalRecords()).isNull();

            assertThat(source.next()).isInstanceOf(ReadCall.class);
            assertThat(source.fractionPrepared()).isEqualTo(1);
            assertThat(source.position()).isEqualTo(2);
            assertThat(source.totalRecords()).isEqualTo(3);
            assertThat(source.fractionRead()).isBetween(0.6, 0.7);
        }
    }

    @Test
    void closingHalfWayLeavesNothingOnDisk() throws IOException {
        EventTimeSorter sorter = new EventTimeSorter(5_000, 4, spill());
        for (CallForService call : randomCalls(200, 3)) {
            sorter.add(CallMessage.of(call));
        }
        assertThat(files()).isNotEmpty();
        sorter.sorted().next();

        sorter.close();
        sorter.close();

        assertThat(files()).isEmpty();
    }

    @Test
    void anInterruptEndsSorting() throws IOException {
        try (EventTimeSorter sorter = new EventTimeSorter(1, 4, spill())) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedIOException.class)
                    .isThrownBy(
                            () -> sorter.add(CallMessage.of(randomCalls(1, 1).get(0))));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private SpillFolder spill() {
        return new SpillFolder(new DatasetProperties(
                root,
                DataSize.ofMegabytes(1),
                root.resolve("tmp"),
                DatasetFixture.LARGEST_RECORD,
                DatasetFixture.MOST_EXPANSION,
                new DatasetProperties.Synthetic(1, 1)));
    }

    private List<Path> files() throws IOException {
        if (!Files.exists(root.resolve("tmp"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root.resolve("tmp"))) {
            return files.filter(file -> file.toString().endsWith(".run")).toList();
        }
    }

    /** Calls that often share their time, numbered in the order in which they come. */
    private static List<CallForService> randomCalls(int count, long seed) {
        Random random = new Random(seed);
        LocalDateTime begin = LocalDateTime.parse("2018-12-31T00:00:00");
        List<CallForService> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String time = begin.minusMinutes(random.nextInt(1 + count / 3)).toString();
            calls.add(DatasetFixture.call("{\"crime_id\":\"%d\",\"call_date_time\":\"%s\",\"city\":\"é%s\"}"
                    .formatted(i, time, "x".repeat(random.nextInt(50)))
                    .getBytes(UTF_8)));
        }
        return calls;
    }
}
