package dev.sfcrime.ingest.replay;

import java.io.IOException;

import dev.sfcrime.ingest.dataset.RecordOrder;
import dev.sfcrime.ingest.dataset.RecordSource;
import org.jspecify.annotations.Nullable;

/** Opens a dataset by its name; of the catalog, all that a replay needs. */
@FunctionalInterface
interface RecordOpener {
    /**
     * Opens a dataset of which so many records are wanted; null for all.
     *
     * @throws IOException if it cannot be read
     */
    RecordSource open(String dataset, RecordOrder order, @Nullable Long records) throws IOException;
}
