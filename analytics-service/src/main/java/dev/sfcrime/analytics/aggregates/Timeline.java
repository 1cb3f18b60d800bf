package dev.sfcrime.analytics.aggregates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/** What both timelines have in common: calls by bucket, of all crime types or of one. */
record Timeline(TimeRange range, Bucket bucket, @Nullable String crimeType, int limit, int offset) {
    private static final int DEFAULT_LIMIT = 100;

    static Timeline of(QueryParameters parameters) {
        return new Timeline(
                TimeRange.of(parameters),
                parameters.oneOf("bucket", Bucket.HOUR),
                parameters.text("crimeType"),
                parameters.limit(DEFAULT_LIMIT),
                parameters.offset());
    }

    Buckets calls(Cut cut) {
        Buckets calls = new Buckets();
        Series hours = cut.hours();
        int end = hours.indexFrom(range.toHour());
        for (int i = hours.indexFrom(range.fromHour()); i < end; i++) {
            calls.add(bucket.startOf(hours.time(i)), hours.calls(i));
        }
        return calls;
    }

    Buckets callsOf(String type, Cut cut, Lookup lookup) {
        Buckets calls = new Buckets();
        @Nullable Integer id = cut.crimeTypes().id(type);
        if (id == null) {
            return calls;
        }
        Map<Long, Counts> months = new TreeMap<>(lookup.crimeTypeMonths(cut, monthIds(id, cut.hours())));
        months.forEach((monthId, counts) -> {
            long firstHour = EventClock.firstHour(Tables.monthOf(monthId));
            for (long hourOfMonth : counts.sortedKeys()) {
                long hour = firstHour + hourOfMonth;
                if (range.contains(hour)) {
                    calls.add(bucket.startOf(hour), counts.of(hourOfMonth));
                }
            }
        });
        return calls;
    }

    private List<Long> monthIds(int crimeType, Series hours) {
        List<Long> ids = new ArrayList<>();
        int end = hours.indexFrom(range.toHour());
        int next = hours.indexFrom(range.fromHour());
        while (next < end) {
            long month = EventClock.month(hours.time(next));
            ids.add(Tables.monthId(month, crimeType));
            next = hours.indexFrom(EventClock.firstHour(month + 1));
        }
        return ids;
    }

    /** First index of the page in a list of so many. */
    int first(int size) {
        return Math.min(offset, size);
    }

    /** The index after the last of the page in a list of so many. */
    int end(int size) {
        return (int) Math.min((long) offset + limit, size);
    }

    /** Calls by crime type in a block of cells. */
    static Counts byCrimeType(Counts cells) {
        return cells.rolledUp(Tables::crimeTypeOf);
    }

    /** The crime types of a bucket, by name. */
    static int[] sortedByName(Counts byCrimeType, Names names) {
        return Arrays.stream(byCrimeType.sortedKeys())
                .mapToObj(id -> (int) id)
                .sorted((one, other) -> names.name(one).compareTo(names.name(other)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
