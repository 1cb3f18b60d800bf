package dev.sfcrime.analytics.aggregates;

import java.util.List;
import java.util.stream.IntStream;

/** Messages by replay, the replay that was first seen last before all others. */
record ReplaysQuery(int limit, int offset) implements Query<ReplayItem> {
    private static final int DEFAULT_LIMIT = 100;

    static ReplaysQuery of(QueryParameters parameters) {
        return new ReplaysQuery(parameters.limit(DEFAULT_LIMIT), parameters.offset());
    }

    @Override
    public Selection<ReplayItem> select(Cut cut, Lookup lookup) {
        List<ReplayItem> replays = cut.replays();
        List<ReplayItem> items = IntStream.range(0, replays.size())
                .skip(offset)
                .limit(limit)
                .mapToObj(newest -> replays.get(replays.size() - 1 - newest))
                .toList();
        return new Selection<>(items, replays.size());
    }
}
