package dev.sfcrime.ingest.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.util.function.LongConsumer;
import java.util.zip.ZipException;

import dev.sfcrime.calls.UnreadableCallException;
import org.jspecify.annotations.Nullable;

/** A file's records, as they stand in it. */
final class FileSource implements RecordSource {
    private final DatasetFile file;
    private final Frames frames;
    private final RecordParser parser;
    private final @Nullable Long knownTotal;
    private final LongConsumer whenCounted;
    private final String fingerprint;
    private long read;
    private volatile long position;
    /** By bytes; 0 where the records are counted. */
    private volatile double fraction;

    private volatile boolean ended;

    /**
     * Takes the file over, and closes it.
     *
     * @param knownTotal how many records it holds; null if that is unknown
     * @param whenCounted told the number of records once the last one was read
     * @param fingerprint of the file as it is now
     */
    FileSource(DatasetFile file, @Nullable Long knownTotal, LongConsumer whenCounted, String fingerprint)
            throws IOException {
        this.file = file;
        this.knownTotal = knownTotal;
        this.whenCounted = whenCounted;
        this.fingerprint = fingerprint;
        this.frames = file.frames();
        this.parser = file.parser(frames);
    }

    @Override
    public @Nullable DatasetRecord next() throws IOException {
        if (ended) {
            return null;
        }
        if (!nextFrame()) {
            ended = true;
            whenCounted.accept(read);
            return null;
        }
        read++;
        position = read;
        if (knownTotal == null) {
            fraction = file.fractionRead();
        }
        String problem = frames.problem();
        if (problem != null) {
            return new RejectedRecord(read, frames.line(), problem, frames.excerpt());
        }
        try {
            return new ReadCall(parser.parse(frames.bytes(), frames.offset(), frames.length()));
        } catch (UnreadableCallException unreadable) {
            if (parser.isMisframed()) {
                frames.giveBack();
            }
            return new RejectedRecord(read, frames.line(), String.valueOf(unreadable.getMessage()), frames.excerpt());
        }
    }

    private boolean nextFrame() throws IOException {
        try {
            return frames.next();
        } catch (EOFException | ZipException damaged) {
            throw new UnreadableDatasetException(
                    "%s cannot be read on after record %d, line %d: its gzip data is cut off or damaged"
                            .formatted(file.name(), read, frames.windowLine),
                    damaged);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public @Nullable Long totalRecords() {
        return ended ? (Long) position : knownTotal;
    }

    @Override
    public double fractionRead() {
        if (ended) {
            return 1;
        }
        return knownTotal == null ? fraction : (double) position / knownTotal;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
