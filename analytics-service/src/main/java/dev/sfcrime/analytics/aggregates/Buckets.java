package dev.sfcrime.analytics.aggregates;

import java.util.Arrays;

/** Numbers by bucket, filled in ascending order of time; without empty buckets. */
final class Buckets {
    private static final int FIRST_CAPACITY = 64;

    private long[] starts = new long[FIRST_CAPACITY];
    private long[] numbers = new long[FIRST_CAPACITY];
    private int size;

    /** Adds to the last bucket, or begins the next. */
    void add(long startHour, long number) {
        if (number == 0) {
            return;
        }
        if (size > 0 && starts[size - 1] == startHour) {
            numbers[size - 1] += number;
            return;
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        starts[size] = startHour;
        numbers[size] = number;
        size++;
    }

    int size() {
        return size;
    }

    long start(int index) {
        return starts[index];
    }

    long number(int index) {
        return numbers[index];
    }

    long sum() {
        return Arrays.stream(numbers, 0, size).sum();
    }
}
