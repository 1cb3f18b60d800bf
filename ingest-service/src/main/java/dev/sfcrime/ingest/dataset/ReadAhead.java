package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * A source that can be read ahead of who takes its records: from {@link #begin} on a thread of its own reads them in blocks,
 * and waits while some are ready. What is read ahead shows in no figure, and what goes wrong with it is told when its turn
 * comes.
 */
public final class ReadAhead implements RecordSource {
    /** Blocks that are ready; beside them one is being filled, and one being taken from. */
    private static final int READY = 2;

    private static final int MOST_RECORDS = 256;

    /** Of values; one more record may be larger. As many replays as may be active have to fit into the heap with it. */
    private static final int MOST_BYTES = 1 << 16;

    private final RecordSource source;
    private final BlockingQueue<Block> ready = new ArrayBlockingQueue<>(READY);

    /** Records taken, while they are taken from blocks. */
    private final AtomicLong position = new AtomicLong();

    private volatile boolean closed;

    /** Null until it is read ahead. */
    private @Nullable Thread reader;

    /** What records are taken from; null while it is the source itself: before it is read ahead, and after its last record. */
    private volatile @Nullable Block present;

    /** How many of the present block. */
    private int taken;

    /** Takes the source over, and closes it. */
    public ReadAhead(RecordSource source) {
        this.source = source;
    }

    /**
     * Begins to read ahead, unless that was done before. What has to be done before the first call, see
     * {@link #fractionPrepared}, must be.
     */
    public void begin() {
        if (reader == null) {
            position.set(source.position());
            present = Block.begin(source);
            reader = new Thread(this::readBlocks, Thread.currentThread().getName() + "-ahead");
            reader.setDaemon(true);
            reader.start();
        }
    }

    private void readBlocks() {
        try {
            while (!closed) {
                Block block = Block.begin(source);
                block.fill(source);
                ready.put(block);
                if (block.isLast) {
                    return;
                }
            }
        } catch (InterruptedException leave) {
            // closed: nobody takes what was read
        }
    }

    @Override
    public @Nullable DatasetRecord next() throws IOException {
        Block block = present;
        if (block == null) {
            return source.next();
        }
        while (taken == block.records.size()) {
            if (block.isLast) {
                block.rethrow();
                present = null;
                return null;
            }
            block = nextBlock();
            present = block;
            taken = 0;
        }
        position.lazySet(position.getPlain() + 1);
        return block.records.get(taken++);
    }

    private Block nextBlock() throws InterruptedIOException {
        try {
            return ready.take();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("reading was interrupted");
        }
    }

    @Override
    public long position() {
        return present == null ? source.position() : position.get();
    }

    @Override
    public @Nullable Long totalRecords() {
        Block block = present;
        return block == null ? source.totalRecords() : block.totalRecords;
    }

    @Override
    public double fractionRead() {
        Block block = present;
        if (block == null) {
            return source.fractionRead();
        }
        Long total = block.totalRecords;
        return total == null || total == 0 ? block.fractionBefore : (double) position.get() / total;
    }

    @Override
    public double fractionPrepared() {
        return present == null ? source.fractionPrepared() : 1;
    }

    @Override
    public String fingerprint() {
        return source.fingerprint();
    }

    /** Returns when the thread has ended. */
    @Override
    public void close() throws IOException {
        closed = true;
        if (reader != null) {
            reader.interrupt();
            ready.clear();
            awaitEnd(reader);
        }
        source.close();
    }

    private static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Records that were read one after the other. */
    private static final class Block {
        private final List<DatasetRecord> records = new ArrayList<>();
        private final @Nullable Long totalRecords;

        /** As the source told it before the first of the records was read. */
        private final double fractionBefore;

        /** Whether nothing comes after the records, or only a failure. */
        private boolean isLast;

        private @Nullable Throwable failure;

        private Block(@Nullable Long totalRecords, double fractionBefore) {
            this.totalRecords = totalRecords;
            this.fractionBefore = fractionBefore;
        }

        static Block begin(RecordSource source) {
            return new Block(source.totalRecords(), source.fractionRead());
        }

        void fill(RecordSource source) {
            int bytes = 0;
            try {
                while (bytes < MOST_BYTES && records.size() < MOST_RECORDS) {
                    DatasetRecord record = source.next();
                    if (record == null) {
                        isLast = true;
                        return;
                    }
                    records.add(record);
                    bytes += record instanceof ReadCall call ? call.message().value().length : 0;
                }
            } catch (IOException | RuntimeException | Error failed) {
                isLast = true;
                failure = failed;
            }
        }

        void rethrow() throws IOException {
            if (failure instanceof IOException unreadable) {
                throw unreadable;
            }
            if (failure instanceof RuntimeException unexpected) {
                throw unexpected;
            }
            if (failure instanceof Error error) {
                throw error;
            }
        }
    }
}
