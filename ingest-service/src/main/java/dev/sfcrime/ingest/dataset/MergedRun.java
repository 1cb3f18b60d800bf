package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

/** Several runs as one. Of calls at the same time, those of earlier runs come first. */
final class MergedRun implements SortedRun {
    private static final Comparator<Head> BY_TIME =
            Comparator.comparingLong((Head head) -> head.entry.time).thenComparingInt(head -> head.index);

    private final PriorityQueue<Head> heads = new PriorityQueue<>(BY_TIME);
    private final List<SortedRun> runs;

    /** Takes the runs over, and closes them. */
    MergedRun(List<SortedRun> runs) throws IOException {
        this.runs = new ArrayList<>(runs);
        for (int i = 0; i < runs.size(); i++) {
            Entry first = runs.get(i).next();
            if (first != null) {
                heads.add(new Head(runs.get(i), i, first));
            }
        }
    }

    @Override
    public @Nullable Entry next() throws IOException {
        Head least = heads.poll();
        if (least == null) {
            return null;
        }
        Entry following = least.run.next();
        if (following != null) {
            heads.add(new Head(least.run, least.index, following));
        }
        return least.entry;
    }

    @Override
    public void close() throws IOException {
        for (SortedRun run : runs) {
            run.close();
        }
    }

    private record Head(SortedRun run, int index, Entry entry) {}
}
