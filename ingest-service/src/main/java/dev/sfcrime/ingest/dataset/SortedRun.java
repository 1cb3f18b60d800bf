package dev.sfcrime.ingest.dataset;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;

import dev.sfcrime.calls.CallMessage;
import dev.sfcrime.calls.UnreadableCallException;
import org.jspecify.annotations.Nullable;

/** Calls in ascending order of event time, in memory or in a file, read once from the first to the last. */
interface SortedRun extends Closeable {
    /** The next call; null after the last one. */
    @Nullable
    Entry next() throws IOException;

    @Override
    void close() throws IOException;

    /** A call as the sorter keeps it. */
    final class Entry {
        /** Event time in milliseconds, as exact as the wire has it. */
        final long time;

        final byte[] message;

        private Entry(long time, byte[] message) {
            this.time = time;
            this.message = message;
        }

        static Entry of(CallMessage call) {
            return new Entry(call.callDateTime().toInstant(ZoneOffset.UTC).toEpochMilli(), call.value());
        }

        CallMessage call() throws IOException {
            try {
                return CallMessage.ofValue(message);
            } catch (UnreadableCallException damaged) {
                throw new IOException("A sorted run on disk is damaged", damaged);
            }
        }
    }

    /** A run in memory. */
    static SortedRun of(List<Entry> entries) {
        Iterator<Entry> rest = entries.iterator();
        return new SortedRun() {
            @Override
            public @Nullable Entry next() {
                return rest.hasNext() ? rest.next() : null;
            }

            @Override
            public void close() {}
        };
    }

    /** Reads what {@link #write} wrote. */
    static SortedRun open(Path file) throws IOException {
        return new InFile(file);
    }

    /** Writes a run to a new file, and closes it. */
    static void write(SortedRun run, Path file) throws IOException {
        try (run;
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), InFile.BUFFER))) {
            for (Entry entry = run.next(); entry != null; entry = run.next()) {
                out.writeInt(entry.message.length);
                out.writeLong(entry.time);
                out.write(entry.message);
            }
            out.writeInt(InFile.END);
        }
    }

    /** A run in a file, which is deleted on closing. */
    final class InFile implements SortedRun {
        private static final int BUFFER = 1 << 16;
        private static final int END = -1;

        private final Path file;
        private final DataInputStream in;

        private InFile(Path file) throws IOException {
            this.file = file;
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        }

        @Override
        public @Nullable Entry next() throws IOException {
            int length = in.readInt();
            if (length == END) {
                return null;
            }
            long time = in.readLong();
            byte[] message = new byte[length];
            in.readFully(message);
            return new Entry(time, message);
        }

        @Override
        public void close() throws IOException {
            in.close();
            Files.deleteIfExists(file);
        }
    }
}
