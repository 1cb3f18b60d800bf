package dev.sfcrime.ingest.dataset;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import dev.sfcrime.calls.UnreadableCallException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open file of records, its format recognised by what stands in it: gzip by its first bytes, JSON by its brackets,
 * CSV by a header that names the fields.
 */
final class DatasetFile implements AutoCloseable {
    /** Why a file is no dataset. */
    static final String UNRECOGNISED = "it holds neither JSON nor CSV with the fields of a call for service";

    private static final int BUFFER = 1 << 16;
    private static final int SNIFFED = 1 << 14;
    private static final Logger log = LoggerFactory.getLogger(DatasetFile.class);
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final String name;
    private final long sizeBytes;
    private final boolean gzip;
    private final CountingInputStream file;
    private final ByteWindow window;
    private final DatasetFormat format;

    private DatasetFile(Path path, CountingInputStream file, DatasetProperties limits) throws IOException {
        this.name = String.valueOf(path.getFileName());
        this.sizeBytes = Files.size(path);
        this.file = file;
        BufferedInputStream bytes = new BufferedInputStream(file, BUFFER);
        this.gzip = isGzip(bytes);
        InputStream text = gzip
                ? new ExpansionLimit(new GZIPInputStream(bytes, BUFFER), file, limits.mostExpansion(), name)
                : bytes;
        this.window = new ByteWindow(text, (int) limits.largestRecord().toBytes());
        lookAhead();
        skipByteOrderMark();
        this.format = recognise();
    }

    static DatasetFile open(Path path, DatasetProperties limits) throws IOException {
        CountingInputStream file = new CountingInputStream(Files.newInputStream(path));
        try {
            return new DatasetFile(path, file, limits);
        } catch (EOFException | ZipException damaged) {
            file.close();
            throw new UnreadableDatasetException(
                    path.getFileName() + " is no dataset: its gzip data is damaged", damaged);
        } catch (IOException | RuntimeException unreadable) {
            file.close();
            throw unreadable;
        }
    }

    DatasetFormat format() {
        return format;
    }

    /** The format's name as users see it, with the compression. */
    String formatLabel() {
        return gzip ? format.label() + "+gzip" : format.label();
    }

    String name() {
        return name;
    }

    /** How much of the file was read, from 0 to 1, by the bytes on disk. */
    double fractionRead() {
        return sizeBytes == 0 ? 1 : Math.min(1, window.fractionPassed() * file.count() / sizeBytes);
    }

    /**
     * The file's records, unread.
     *
     * @throws UnreadableDatasetException if the file is no dataset
     */
    Frames frames() throws UnreadableDatasetException {
        return switch (format) {
            case JSON_ARRAY -> new ArrayFrames(window);
            case CSV -> new CsvFrames(window);
            case NDJSON, EMPTY -> new LineFrames(window);
            case UNKNOWN -> throw new UnreadableDatasetException(name + " is no dataset: " + UNRECOGNISED);
        };
    }

    /**
     * A parser for the records; where there is a header, it is read from these frames.
     *
     * @throws UnreadableDatasetException if the header is none after all
     */
    RecordParser parser(Frames frames) throws IOException {
        if (format != DatasetFormat.CSV) {
            return new JsonRecordParser();
        }
        frames.next();
        try {
            return new CsvRecordParser(frames.bytes(), frames.offset(), frames.length());
        } catch (UnreadableCallException noHeader) {
            throw new UnreadableDatasetException(name + " is no dataset: " + noHeader.getMessage(), noHeader);
        }
    }

    @Override
    public void close() throws IOException {
        window.close();
    }

    private static boolean isGzip(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean gzip = bytes.read() == 0x1F && bytes.read() == 0x8B;
        bytes.reset();
        return gzip;
    }

    private void lookAhead() throws IOException {
        try {
            window.has(SNIFFED);
        } catch (EOFException | ZipException damaged) {
            // what comes before the damage is read; the damage is met, and told, again when reading gets there
            log.atDebug().addKeyValue("file", name).setCause(damaged).log("Gzip data is damaged");
        }
    }

    private void skipByteOrderMark() {
        if (window.to - window.from >= BYTE_ORDER_MARK.length
                && window.bytes[window.from] == BYTE_ORDER_MARK[0]
                && window.bytes[window.from + 1] == BYTE_ORDER_MARK[1]
                && window.bytes[window.from + 2] == BYTE_ORDER_MARK[2]) {
            window.from += BYTE_ORDER_MARK.length;
        }
    }

    private DatasetFormat recognise() {
        boolean lineBegins = true;
        boolean blank = true;
        for (int i = window.from; i < window.to; i++) {
            byte character = window.bytes[i];
            if (character == '\n') {
                lineBegins = true;
            } else if (character > ' ' || character < 0) {
                if (blank && character == '[') {
                    return DatasetFormat.JSON_ARRAY;
                }
                if (blank && beginsWithHeader(i)) {
                    return DatasetFormat.CSV;
                }
                // the first lines may be broken records
                if (lineBegins && character == '{') {
                    return DatasetFormat.NDJSON;
                }
                blank = false;
                lineBegins = false;
            }
        }
        return blank && window.to - window.from < SNIFFED ? DatasetFormat.EMPTY : DatasetFormat.UNKNOWN;
    }

    private boolean beginsWithHeader(int from) {
        int end = from;
        while (end < window.to && window.bytes[end] != '\n' && window.bytes[end] != '\r') {
            end++;
        }
        try {
            return new CsvRecordParser(window.bytes, from, end - from) != null;
        } catch (UnreadableCallException noHeader) {
            return false;
        }
    }
}
