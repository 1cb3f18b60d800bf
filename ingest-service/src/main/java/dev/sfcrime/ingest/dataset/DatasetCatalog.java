package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The datasets that can be replayed: the files of one folder, and the synthetic set. Thread-safe. */
@Component
@EnableConfigurationProperties(DatasetProperties.class)
public class DatasetCatalog {
    /** Name of the built-in dataset; a file of this name is hidden by it. */
    public static final String SYNTHETIC = "synthetic";

    private static final int MERGED_FILES = 64;

    private final DatasetFolder folder;
    private final DatasetProperties properties;
    private final SpillFolder spill;
    private final SyntheticCalls synthetic;
    private final Map<Path, Seen> seen = new ConcurrentHashMap<>();

    DatasetCatalog(DatasetProperties properties, SpillFolder spill) {
        this.properties = properties;
        this.spill = spill;
        this.folder = new DatasetFolder(properties.folder());
        this.synthetic = new SyntheticCalls(properties.synthetic().seed());
    }

    /** The datasets by name, the built-in one last. A file that is no dataset has the format {@code unknown}. */
    public List<Dataset> list() {
        List<Dataset> datasets = new ArrayList<>();
        for (Path file : files()) {
            datasets.add(dataset(file));
        }
        datasets.add(synthetic());
        return datasets;
    }

    /**
     * The dataset of this name.
     *
     * @throws UnknownDatasetException if there is none
     * @throws IllegalDatasetNameException if the name leads out of the dataset folder
     */
    public Dataset find(String name) {
        return name.equals(SYNTHETIC) ? synthetic() : dataset(file(name));
    }

    /**
     * Opens a dataset; the caller closes it.
     *
     * @throws UnknownDatasetException if there is none of this name
     * @throws IllegalDatasetNameException if the name leads out of the dataset folder
     * @throws UnreadableDatasetException if the file is no dataset
     * @throws IOException if it cannot be read
     */
    public RecordSource open(String name, RecordOrder order) throws IOException {
        return open(name, order, null);
    }

    /**
     * Opens a dataset of which so many records are wanted, skipped ones included: the synthetic set then holds as many,
     * be it fewer or more than by default; a file holds what it holds. The caller closes it.
     *
     * @param records how many records are wanted; null for all there are
     * @throws UnknownDatasetException if there is none of this name
     * @throws IllegalDatasetNameException if the name leads out of the dataset folder
     * @throws UnreadableDatasetException if the file is no dataset
     * @throws IOException if it cannot be read
     */
    public RecordSource open(String name, RecordOrder order, @Nullable Long records) throws IOException {
        if (name.equals(SYNTHETIC)) {
            long wanted = records == null ? properties.synthetic().records() : records;
            return new SyntheticSource(synthetic, order, wanted);
        }
        RecordSource inFile = openFile(file(name));
        return order == RecordOrder.FILE
                ? inFile
                : new SortedSource(
                        inFile, new EventTimeSorter(properties.sortMemory().toBytes(), MERGED_FILES, spill));
    }

    private RecordSource openFile(Path path) throws IOException {
        Seen known;
        DatasetFile file;
        try {
            known = seen(path);
            file = DatasetFile.open(path, properties);
        } catch (UnreadableDatasetException told) {
            throw told;
        } catch (IOException unreadable) {
            throw new UnreadableDatasetException(path.getFileName() + " cannot be read", unreadable);
        }
        try {
            return new FileSource(
                    file, known.records, count -> seen.put(path, known.counted(count)), known.fingerprint());
        } catch (IOException | RuntimeException unreadable) {
            file.close();
            throw unreadable;
        }
    }

    private Path file(String name) {
        Path file = folder.file(name);
        if (file == null) {
            throw new UnknownDatasetException(
                    name, list().stream().map(Dataset::name).toList());
        }
        return file;
    }

    private List<Path> files() {
        List<Path> files;
        try {
            files = folder.files();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The dataset folder " + folder + " cannot be read", unreadable);
        }
        seen.keySet().retainAll(files);
        return files.stream()
                .filter(file -> !file.getFileName().toString().equals(SYNTHETIC))
                .toList();
    }

    private Dataset synthetic() {
        return new Dataset(
                SYNTHETIC,
                Dataset.Kind.SYNTHETIC,
                SYNTHETIC,
                null,
                properties.synthetic().records(),
                "Generated calls, shaped like the real set and the same each time; as many as a replay asks for");
    }

    private Dataset dataset(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            Seen known = seen(file);
            return new Dataset(
                    name, Dataset.Kind.FILE, known.format, known.sizeBytes, known.records, known.description);
        } catch (IOException unreadable) {
            return new Dataset(
                    name,
                    Dataset.Kind.FILE,
                    DatasetFormat.UNKNOWN.label(),
                    null,
                    null,
                    "No dataset: it cannot be read");
        }
    }

    /** What is known of the file as it is now. */
    private Seen seen(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Seen known = seen.get(file);
        if (known == null || !known.isOf(attributes)) {
            known = Seen.look(file, attributes, properties);
            seen.put(file, known);
        }
        return known;
    }

    /** What was found out about a file, valid as long as its size and time stay the same. */
    private record Seen(
            long sizeBytes,
            FileTime modified,
            String format,
            @Nullable Long records,
            String description) {
        static Seen look(Path path, BasicFileAttributes attributes, DatasetProperties limits) throws IOException {
            try (DatasetFile file = DatasetFile.open(path, limits)) {
                boolean unknown = file.format() == DatasetFormat.UNKNOWN;
                return new Seen(
                        attributes.size(),
                        attributes.lastModifiedTime(),
                        file.formatLabel(),
                        null,
                        unknown ? "No dataset: " + DatasetFile.UNRECOGNISED : "Calls for service from a file");
            }
        }

        boolean isOf(BasicFileAttributes attributes) {
            return sizeBytes == attributes.size() && modified.equals(attributes.lastModifiedTime());
        }

        String fingerprint() {
            return "%d bytes of %s".formatted(sizeBytes, modified);
        }

        Seen counted(long count) {
            return new Seen(sizeBytes, modified, format, count, description);
        }
    }
}
