package dev.sfcrime.analytics.aggregates;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Cells of the cube and their counts, as totals or as what they grew by, without an object for each cell: half of a
 * batch's messages may have a cell of their own. Not thread-safe while it changes.
 */
public final class CellCounts {
    private static final int SMALLEST = 256;

    private final List<Kind> kinds = new ArrayList<>();
    private long[] hours = new long[SMALLEST];
    private int[] kindNumbers = new int[SMALLEST];
    private long[] counts = new long[SMALLEST];
    private int size;
    private @Nullable LocalDateTime lastStart;
    private long lastHour;

    /**
     * What cells of all hours have in common.
     *
     * @param crimeType crime type; empty where calls have none
     * @param disposition radio code; empty where calls have none
     */
    record Kind(String crimeType, String disposition) {}

    /**
     * Makes a kind of cell known; it does not matter whether there is one like it.
     *
     * @param crimeType crime type; empty where calls have none
     * @param disposition radio code; empty where calls have none
     * @return the kind's number
     */
    public int addKind(String crimeType, String disposition) {
        kinds.add(new Kind(crimeType, disposition));
        return kinds.size() - 1;
    }

    /**
     * Adds a cell. Those of one hour are best added together, and with the same object for it.
     *
     * @param start start of the event hour
     * @param kind number of its kind
     */
    public void add(LocalDateTime start, int kind, long count) {
        if (!start.equals(lastStart)) {
            lastStart = start;
            lastHour = EventClock.hour(start);
        }
        if (size == hours.length) {
            hours = Arrays.copyOf(hours, size * 2);
            kindNumbers = Arrays.copyOf(kindNumbers, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
        }
        hours[size] = lastHour;
        kindNumbers[size] = kind;
        counts[size] = count;
        size++;
    }

    int size() {
        return size;
    }

    /** How many kinds are known; the next one has this number. */
    public int kinds() {
        return kinds.size();
    }

    Kind kindOf(int number) {
        return kinds.get(number);
    }

    /** Event hour of a cell, as {@link EventClock} counts them. */
    long hour(int index) {
        return hours[index];
    }

    int kind(int index) {
        return kindNumbers[index];
    }

    long count(int index) {
        return counts[index];
    }
}
