package dev.sfcrime.analytics.aggregates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Calls by event time and crime type, ascending by both; pairs without calls are left out. How many crime types an
 * hour or day has is known without the database, which therefore is asked for the buckets of the page alone.
 */
record CrimeTypeTimelineQuery(Timeline timeline) implements Query<CrimeTypeTimelineItem> {
    static CrimeTypeTimelineQuery of(QueryParameters parameters) {
        return new CrimeTypeTimelineQuery(Timeline.of(parameters));
    }

    @Override
    public int limit() {
        return timeline.limit();
    }

    @Override
    public int offset() {
        return timeline.offset();
    }

    @Override
    public Selection<CrimeTypeTimelineItem> select(Cut cut, Lookup lookup) {
        @Nullable String crimeType = timeline.crimeType();
        return crimeType == null ? ofAll(cut, lookup) : ofOne(crimeType, cut, lookup);
    }

    private Selection<CrimeTypeTimelineItem> ofOne(String crimeType, Cut cut, Lookup lookup) {
        Buckets calls = timeline.callsOf(crimeType, cut, lookup);
        List<CrimeTypeTimelineItem> items = new ArrayList<>();
        for (int i = timeline.first(calls.size()); i < timeline.end(calls.size()); i++) {
            items.add(item(calls.start(i), crimeType, calls.number(i), cut, lookup));
        }
        return new Selection<>(items, calls.size());
    }

    private Selection<CrimeTypeTimelineItem> ofAll(Cut cut, Lookup lookup) {
        // days that the range cuts through have to be added up from their hours
        Map<Long, Counts> cutDays = new HashMap<>();
        Buckets crimeTypes =
                timeline.bucket() == Bucket.HOUR ? crimeTypesByHour(cut) : crimeTypesByDay(cut, lookup, cutDays);
        int first = 0;
        long skip = timeline.offset();
        while (first < crimeTypes.size() && skip >= crimeTypes.number(first)) {
            skip -= crimeTypes.number(first);
            first++;
        }
        int end = first;
        long listed = -skip;
        while (end < crimeTypes.size() && listed < timeline.limit()) {
            listed += crimeTypes.number(end);
            end++;
        }
        List<CrimeTypeTimelineItem> items = new ArrayList<>();
        if (first < end) {
            Map<Long, Counts> page = byCrimeType(crimeTypes.start(first), crimeTypes.start(end - 1), cut, lookup);
            page.putAll(cutDays);
            for (int i = first; i < end; i++) {
                long start = crimeTypes.start(i);
                Counts counts = page.getOrDefault(start, new Counts());
                for (int id : Timeline.sortedByName(counts, cut.crimeTypes())) {
                    items.add(item(start, cut.crimeTypes().name(id), counts.of(id), cut, lookup));
                }
            }
        }
        return new Selection<>(items.stream().skip(skip).limit(timeline.limit()).toList(), crimeTypes.sum());
    }

    private Buckets crimeTypesByHour(Cut cut) {
        Buckets crimeTypes = new Buckets();
        Series hours = cut.hours();
        int end = hours.indexFrom(timeline.range().toHour());
        for (int i = hours.indexFrom(timeline.range().fromHour()); i < end; i++) {
            crimeTypes.add(hours.time(i), hours.crimeTypes(i));
        }
        return crimeTypes;
    }

    private Buckets crimeTypesByDay(Cut cut, Lookup lookup, Map<Long, Counts> cutDays) {
        Buckets crimeTypes = new Buckets();
        TimeRange range = timeline.range();
        Series days = cut.days();
        int first = range.fromHour() == Long.MIN_VALUE ? 0 : days.indexFrom(EventClock.day(range.fromHour()));
        for (int i = first; i < days.size(); i++) {
            long day = days.time(i);
            long firstHour = day * EventClock.HOURS_A_DAY;
            if (firstHour >= range.toHour()) {
                break;
            }
            if (range.containsDay(day)) {
                crimeTypes.add(firstHour, days.crimeTypes(i));
            } else {
                Counts part = partOfDay(firstHour, cut, lookup);
                cutDays.put(firstHour, part);
                crimeTypes.add(firstHour, part.size());
            }
        }
        return crimeTypes;
    }

    private Counts partOfDay(long firstHour, Cut cut, Lookup lookup) {
        Counts part = new Counts();
        long from = Math.max(firstHour, timeline.range().fromHour());
        long to = Math.min(firstHour + EventClock.HOURS_A_DAY, timeline.range().toHour());
        lookup.hours(cut, from, to).values().forEach(cells -> part.addAll(Timeline.byCrimeType(cells)));
        return part;
    }

    /** Calls by crime type of the buckets from one start to another, by start. */
    private Map<Long, Counts> byCrimeType(long firstStart, long lastStart, Cut cut, Lookup lookup) {
        Map<Long, Counts> byStart = new HashMap<>();
        if (timeline.bucket() == Bucket.HOUR) {
            lookup.hours(cut, firstStart, lastStart + 1)
                    .forEach((hour, cells) -> byStart.put(hour, Timeline.byCrimeType(cells)));
        } else {
            lookup.days(cut, EventClock.day(firstStart), EventClock.day(lastStart) + 1)
                    .forEach((day, counts) -> byStart.put(day * EventClock.HOURS_A_DAY, counts));
        }
        return byStart;
    }

    private CrimeTypeTimelineItem item(long start, String crimeType, long count, Cut cut, Lookup lookup) {
        long end = timeline.bucket().end(start);
        return new CrimeTypeTimelineItem(
                EventClock.start(start), EventClock.start(end), crimeType, count, lookup.isFinal(cut, end));
    }
}
