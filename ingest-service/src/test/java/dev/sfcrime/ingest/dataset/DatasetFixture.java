package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.UnreadableCallException;
import org.springframework.util.unit.DataSize;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A catalogue over a test's own folder. */
final class DatasetFixture {
    static final DataSize LARGEST_RECORD = DataSize.ofMegabytes(1);
    static final int MOST_EXPANSION = 200;

    final Path folder;
    final Path temporaryFolder;
    final DatasetCatalog catalog;

    DatasetFixture(Path root) {
        this(root, DataSize.ofMegabytes(1));
    }

    DatasetFixture(Path root, DataSize sortMemory) {
        folder = root.resolve("datasets");
        temporaryFolder = root.resolve("tmp");
        DatasetProperties properties = new DatasetProperties(
                folder,
                sortMemory,
                temporaryFolder,
                LARGEST_RECORD,
                MOST_EXPANSION,
                new DatasetProperties.Synthetic(1000, 1));
        catalog = new DatasetCatalog(properties, new SpillFolder(properties));
    }

    DatasetFixture with(String name, String text) {
        return with(name, text.getBytes(UTF_8));
    }

    DatasetFixture with(String name, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            Files.write(folder.resolve(name), bytes);
            return this;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    List<DatasetRecord> read(String name) throws IOException {
        return read(name, RecordOrder.FILE);
    }

    List<DatasetRecord> read(String name, RecordOrder order) throws IOException {
        try (RecordSource source = catalog.open(name, order)) {
            return rest(source);
        }
    }

    static List<DatasetRecord> rest(RecordSource source) throws IOException {
        List<DatasetRecord> records = new ArrayList<>();
        for (DatasetRecord record = source.next(); record != null; record = source.next()) {
            records.add(record);
        }
        return records;
    }

    static List<CallForService> calls(List<DatasetRecord> records) {
        return records.stream()
                .filter(ReadCall.class::isInstance)
                .map(record -> ((ReadCall) record).call())
                .toList();
    }

    static List<String> ids(List<DatasetRecord> records) {
        return calls(records).stream().map(CallForService::crimeId).toList();
    }

    static List<RejectedRecord> rejected(List<DatasetRecord> records) {
        return records.stream()
                .filter(RejectedRecord.class::isInstance)
                .map(RejectedRecord.class::cast)
                .toList();
    }

    /** The least a record needs, as compact JSON. */
    static String json(String id) {
        return "{\"crime_id\":\"%s\",\"call_date_time\":\"2018-12-31T23:57:00.000\"}".formatted(id);
    }

    static CallForService call(byte[] json) {
        try {
            return new JsonRecordParser().parse(json, 0, json.length).call();
        } catch (UnreadableCallException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
