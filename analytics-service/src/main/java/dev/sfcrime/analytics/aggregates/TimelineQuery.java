package dev.sfcrime.analytics.aggregates;

import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/** Calls by event time, ascending; buckets without calls are left out. */
record TimelineQuery(Timeline timeline) implements Query<TimelineItem> {
    static TimelineQuery of(QueryParameters parameters) {
        return new TimelineQuery(Timeline.of(parameters));
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
    public Selection<TimelineItem> select(Cut cut, Lookup lookup) {
        @Nullable String crimeType = timeline.crimeType();
        Buckets calls = crimeType == null ? timeline.calls(cut) : timeline.callsOf(crimeType, cut, lookup);
        List<TimelineItem> items = IntStream.range(timeline.first(calls.size()), timeline.end(calls.size()))
                .mapToObj(index -> {
                    long start = calls.start(index);
                    long end = timeline.bucket().end(start);
                    return new TimelineItem(
                            EventClock.start(start),
                            EventClock.start(end),
                            calls.number(index),
                            lookup.isFinal(cut, end));
                })
                .toList();
        return new Selection<>(items, calls.size());
    }
}
