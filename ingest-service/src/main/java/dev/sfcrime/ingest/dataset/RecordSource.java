package dev.sfcrime.ingest.dataset;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A dataset's records, one after the other, in bounded memory. For one thread at a time; the figures may be asked by
 * others.
 */
public interface RecordSource extends AutoCloseable {
    /**
     * The next record; null after the last one.
     *
     * @throws IOException if the dataset cannot be read on; one bad record is no reason, it is returned as rejected
     */
    @Nullable
    DatasetRecord next() throws IOException;

    /** How many records were read so far, rejected ones included. */
    long position();

    /** How many records there are, rejected ones included; null while that is unknown. */
    @Nullable
    Long totalRecords();

    /** How much was read, from 0 to 1: by records where their number is known, else by bytes. */
    double fractionRead();

    /**
     * How much of what must be done before the first call is done, from 0 to 1: sorting, where the order asks for it.
     * While that goes on, {@link #next} returns only rejected records, and returns late; interrupting its thread ends it.
     */
    default double fractionPrepared() {
        return 1;
    }

    /** Tells these records from what the dataset of this name held before or holds later, as far as can be told cheaply. */
    String fingerprint();

    /** Closes the file and deletes what reading it left on disk. Idempotent. */
    @Override
    void close() throws IOException;
}
