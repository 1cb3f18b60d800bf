package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The datasets that can be replayed: the files of one folder, and the synthetic set. */
@Component
public class DatasetCatalog {
    /** The datasets, the built-in one last. */
    public List<Dataset> list() {
        return List.of();
    }

    /**
     * The dataset of this name.
     *
     * @throws UnknownDatasetException if there is none
     * @throws IllegalDatasetNameException if the name leads out of the dataset folder
     */
    public Dataset find(String name) {
        throw new UnknownDatasetException(name, List.of());
    }

    /**
     * Opens a dataset; the caller closes it.
     *
     * @throws UnknownDatasetException if there is none of this name
     * @throws IllegalDatasetNameException if the name leads out of the dataset folder
     * @throws IOException if it cannot be read
     */
    public RecordSource open(String name, RecordOrder order) throws IOException {
        return open(name, order, null);
    }

    /**
     * Opens a dataset of which so many records are wanted: the synthetic set then holds as many, be it fewer or more
     * than by default; a file holds what it holds. The caller closes it.
     *
     * @param records how many records are wanted; null for all there are
     * @throws UnknownDatasetException if there is none of this name
     * @throws IllegalDatasetNameException if the name leads out of the dataset folder
     * @throws IOException if it cannot be read
     */
    public RecordSource open(String name, RecordOrder order, @Nullable Long records) throws IOException {
        throw new IOException("Dataset " + find(name).name() + " cannot be opened in order " + order + " yet");
    }
}
