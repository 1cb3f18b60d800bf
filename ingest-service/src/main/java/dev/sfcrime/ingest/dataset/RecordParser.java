package dev.sfcrime.ingest.dataset;

import dev.sfcrime.calls.CallMessage;
import dev.sfcrime.calls.UnreadableCallException;

/** Reads one record from its bytes. Not thread-safe: it keeps what it needs for the next record. */
interface RecordParser {
    /**
     * Reads the record in these bytes.
     *
     * @throws UnreadableCallException if they are no valid call for service
     */
    CallMessage parse(byte[] bytes, int offset, int length) throws UnreadableCallException;

    /** Whether the last bytes were no record of the file's form at all, and so may hold parts of several. */
    default boolean isMisframed() {
        return false;
    }
}
