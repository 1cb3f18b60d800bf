package dev.sfcrime.ingest.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.sfcrime.calls.CallMessage;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of calls by event time in bounded memory: sorted runs go to disk and are merged from there. Calls of
 * the same time keep the order in which they were added.
 *
 * <p>Own code, because the libraries for it pull all records before they hand out the first one, and rejected records
 * have to come out in between.
 */
final class EventTimeSorter implements Closeable {
    /** Memory of a call beside its message: entry, array header, references. */
    private static final int ENTRY_BYTES = 60;

    private final long memory;
    private final int fanIn;
    private final SpillFolder spill;
    private final List<Path> spilled = new ArrayList<>();
    private List<SortedRun.Entry> entries = new ArrayList<>();
    private long bytes;
    private int nextFile;
    private @Nullable Path folder;
    private @Nullable SortedRun sorted;

    /**
     * A sorter.
     *
     * @param memory bytes of calls that may be in memory
     * @param fanIn most files that are merged at a time, each with its own buffer
     * @param spill where runs are written to
     */
    EventTimeSorter(long memory, int fanIn, SpillFolder spill) {
        this.memory = memory;
        this.fanIn = fanIn;
        this.spill = spill;
    }

    void add(CallMessage call) throws IOException {
        SortedRun.Entry entry = SortedRun.Entry.of(call);
        entries.add(entry);
        bytes += entry.message.length + ENTRY_BYTES;
        if (bytes >= memory) {
            checkInterrupted();
            spill(sortedEntries());
        }
    }

    /** All calls that were added, sorted. Belongs to the sorter, which closes it. */
    SortedRun sorted() throws IOException {
        SortedRun last = sortedEntries();
        while (spilled.size() >= fanIn) {
            mergeOnce();
        }
        List<SortedRun> runs = open(spilled);
        runs.add(last);
        sorted = runs.size() == 1 ? last : new MergedRun(runs);
        return sorted;
    }

    /** Merges as many neighbours at a time as may be, so that equal times stay in order. */
    private void mergeOnce() throws IOException {
        List<Path> inputs = List.copyOf(spilled);
        spilled.clear();
        for (int from = 0; from < inputs.size(); from += fanIn) {
            checkInterrupted();
            spill(new MergedRun(open(inputs.subList(from, Math.min(inputs.size(), from + fanIn)))));
        }
    }

    private static List<SortedRun> open(List<Path> files) throws IOException {
        List<SortedRun> runs = new ArrayList<>();
        for (Path file : files) {
            runs.add(SortedRun.open(file));
        }
        return runs;
    }

    private SortedRun sortedEntries() {
        List<SortedRun.Entry> run = entries;
        entries = new ArrayList<>();
        bytes = 0;
        run.sort(Comparator.comparingLong(entry -> entry.time));
        return SortedRun.of(run);
    }

    private void spill(SortedRun run) throws IOException {
        if (folder == null) {
            folder = spill.newFolder();
        }
        Path file = folder.resolve(nextFile++ + ".run");
        SortedRun.write(run, file);
        spilled.add(file);
    }

    private static void checkInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("Sorting by event time was interrupted");
        }
    }

    @Override
    public void close() throws IOException {
        entries = new ArrayList<>();
        try {
            if (sorted != null) {
                sorted.close();
            }
        } finally {
            if (folder != null) {
                spill.delete(folder);
                folder = null;
            }
        }
    }
}
