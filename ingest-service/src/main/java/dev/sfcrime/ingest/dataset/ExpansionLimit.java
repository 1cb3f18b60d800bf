package dev.sfcrime.ingest.dataset;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends the reading of a gzip file that unpacks to far more than texts of records do: gzip packs zeros a thousand times
 * as tight, so that a small file could keep a reader busy for hours.
 */
final class ExpansionLimit extends FilterInputStream {
    /** Unpacked in a moment, whatever it was packed from. */
    private static final long HARMLESS_BYTES = 64 << 20;

    private final CountingInputStream packed;
    private final int most;
    private final String name;
    private long unpacked;

    /**
     * A stream of what was unpacked.
     *
     * @param packed whence it came
     * @param most how many bytes may come of one
     * @param name of the file, for messages
     */
    ExpansionLimit(InputStream unpacked, CountingInputStream packed, int most, String name) {
        super(unpacked);
        this.packed = packed;
        this.most = most;
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int bytes) throws UnreadableDatasetException {
        unpacked += bytes;
        if (unpacked > HARMLESS_BYTES && unpacked / most > packed.count()) {
            throw new UnreadableDatasetException(
                    "%s unpacks to more than %d times its size, as no dataset does; if it is one, unpack it, or raise"
                                    .formatted(name, most)
                            + " ingest.datasets.most-expansion");
        }
    }
}
