package dev.sfcrime.analytics.aggregates;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * What there is in each event hour, or each event day: ascending, without those that have no calls. Immutable. Kept in
 * memory, since ten years have no more than 87,660 hours.
 */
final class Series {
    static final Series EMPTY = new Series(new long[0], new long[0], new int[0], 0);

    private final long[] times;
    private final long[] calls;
    private final int[] crimeTypes;
    private final int size;

    /**
     * What there is at one time.
     *
     * @param calls how many calls
     * @param crimeTypes of how many crime types
     */
    record Point(long calls, int crimeTypes) {}

    private Series(long[] times, long[] calls, int[] crimeTypes, int size) {
        this.times = times;
        this.calls = calls;
        this.crimeTypes = crimeTypes;
        this.size = size;
    }

    /** This series, with points put in or replaced. */
    Series with(SortedMap<Long, Point> changes) {
        int most = size + changes.size();
        Series merged = new Series(new long[most], new long[most], new int[most], 0);
        int to = 0;
        int from = 0;
        for (Map.Entry<Long, Point> change : changes.entrySet()) {
            int next = indexFrom(change.getKey());
            copy(from, merged, to, next - from);
            to += next - from;
            from = next < size && times[next] == change.getKey() ? next + 1 : next;
            if (change.getValue().calls() != 0) {
                merged.times[to] = change.getKey();
                merged.calls[to] = change.getValue().calls();
                merged.crimeTypes[to] = change.getValue().crimeTypes();
                to++;
            }
        }
        copy(from, merged, to, size - from);
        return new Series(merged.times, merged.calls, merged.crimeTypes, to + size - from);
    }

    private void copy(int from, Series target, int to, int length) {
        System.arraycopy(times, from, target.times, to, length);
        System.arraycopy(calls, from, target.calls, to, length);
        System.arraycopy(crimeTypes, from, target.crimeTypes, to, length);
    }

    int size() {
        return size;
    }

    /** Index of the first point that is not before a time; the size where there is none. */
    int indexFrom(long time) {
        int found = Arrays.binarySearch(times, 0, size, time);
        return found >= 0 ? found : -found - 1;
    }

    long time(int index) {
        return times[index];
    }

    long calls(int index) {
        return calls[index];
    }

    int crimeTypes(int index) {
        return crimeTypes[index];
    }
}
