package dev.sfcrime.ingest.dataset;

import org.jspecify.annotations.Nullable;

/** Synthetic calls in either order; no sorting is needed, for they are made in the order of their times. */
final class SyntheticSource implements RecordSource {
    private final SyntheticCalls calls;
    private final RecordOrder order;
    private final long total;

    private SyntheticCalls.Day day;
    private int[] places;
    private int next;
    private long read;
    private volatile long position;

    SyntheticSource(SyntheticCalls calls, RecordOrder order, long total) {
        this.calls = calls;
        this.order = order;
        this.total = Math.min(total, SyntheticCalls.MOST_RECORDS);
        this.day = calls.day(0);
        int left = (int) Math.min(this.total, day.calls());
        if (order == RecordOrder.EVENT_TIME) {
            long before = day.calls();
            while (before < this.total) {
                day = calls.day(day.daysBack() + 1);
                left = (int) Math.min(day.calls(), this.total - before);
                before += day.calls();
            }
        }
        this.places = places(left);
    }

    @Override
    public @Nullable DatasetRecord next() {
        if (read == total) {
            return null;
        }
        if (next == places.length) {
            day = calls.day(day.daysBack() + (order == RecordOrder.FILE ? 1 : -1));
            places = places(day.calls());
            next = 0;
        }
        read++;
        position = read;
        return ReadCall.of(calls.call(day, places[next++]));
    }

    /** The first so many calls of the day, in the order in which they are read. */
    private int[] places(int count) {
        int[] ordered = new int[count];
        if (order == RecordOrder.FILE) {
            for (int place = 0; place < count; place++) {
                ordered[place] = place;
            }
            return ordered;
        }
        int filled = 0;
        int end = count;
        while (end > 0) {
            int begin = end - 1;
            while (begin > 0 && calls.minute(day, begin - 1) == calls.minute(day, begin)) {
                begin--;
            }
            for (int place = begin; place < end; place++) {
                ordered[filled++] = place;
            }
            end = begin;
        }
        return ordered;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public Long totalRecords() {
        return total;
    }

    @Override
    public double fractionRead() {
        return total == 0 ? 1 : (double) position / total;
    }

    @Override
    public String fingerprint() {
        return "%d calls of seed %d".formatted(total, calls.seed());
    }

    @Override
    public void close() {}
}
