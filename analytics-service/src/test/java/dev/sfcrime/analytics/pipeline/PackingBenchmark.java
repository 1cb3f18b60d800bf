package dev.sfcrime.analytics.pipeline;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.analytics.aggregates.CellCounts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Packs what a task has counted, and unpacks it for the store; for each message that was counted. Both sort the cells by
 * hour.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MeasuredMessages.COUNT)
public class PackingBenchmark {
    private final Tally tally;
    private final byte[] packed;
    private final List<Cell> cells;
    private byte[] written = {};

    /** JMH makes one for each fork. */
    public PackingBenchmark() {
        tally = MeasuredMessages.tally(MeasuredMessages.rows());
        packed = tally.packed();
        cells = new CellsOf(packed).cells;
        // in no order, as a map would have them
        Collections.shuffle(cells, new Random(1));
    }

    /** Writes what is read back. */
    @Setup
    public void writeCells() throws IOException {
        written = dataOutput();
    }

    /** A cell as an object. */
    record Cell(long hour, String crimeType, String disposition, long count) {}

    /** The cells of a packed tally as objects. */
    static final class CellsOf implements Tally.Reader {
        private final List<String[]> kinds = new ArrayList<>();
        final List<Cell> cells = new ArrayList<>();

        CellsOf(byte[] packed) {
            Tally.read(packed, this);
        }

        @Override
        public void kind(String crimeType, String disposition) {
            kinds.add(new String[] {crimeType, disposition});
        }

        @Override
        public void cell(LocalDateTime eventHour, int kind, long counted) {
            cells.add(new Cell(hour(eventHour), kinds.get(kind)[0], kinds.get(kind)[1], counted));
        }

        @Override
        public void other(Counter counter, long counted, long malformed) {
            // what replays have sent is one counter, and no cell
        }
    }

    private static long hour(LocalDateTime start) {
        return start.toEpochSecond(ZoneOffset.UTC) / 3600;
    }

    /** As the service does. */
    @Benchmark
    public byte[] packer() {
        return tally.packed();
    }

    /** Java's own stream of primitives and texts. */
    @Benchmark
    public byte[] dataOutput() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            List<Cell> byHour = new ArrayList<>(cells);
            byHour.sort(Comparator.comparingLong(Cell::hour));
            for (Cell cell : byHour) {
                out.writeLong(cell.hour());
                out.writeUTF(cell.crimeType());
                out.writeUTF(cell.disposition());
                out.writeLong(cell.count());
            }
        }
        return bytes.toByteArray();
    }

    /** As the service does: into arrays, for the store. */
    @Benchmark
    public CellCounts unpacker() {
        CellCounts counts = new CellCounts();
        Tally.read(packed, new Tally.Reader() {
            @Override
            public void kind(String crimeType, String disposition) {
                counts.addKind(crimeType, disposition);
            }

            @Override
            public void cell(LocalDateTime eventHour, int kind, long counted) {
                counts.add(eventHour, kind, counted);
            }

            @Override
            public void other(Counter counter, long counted, long malformed) {
                // as above
            }
        });
        return counts;
    }

    /** The stream read back, with an object for each cell. */
    @Benchmark
    public List<Cell> dataInput() throws IOException {
        List<Cell> read = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(written))) {
            while (in.available() > 0) {
                read.add(new Cell(in.readLong(), in.readUTF(), in.readUTF(), in.readLong()));
            }
        }
        return read;
    }
}
