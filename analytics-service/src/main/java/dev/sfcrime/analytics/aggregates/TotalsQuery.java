package dev.sfcrime.analytics.aggregates;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What all aggregates add up to: one item.
 *
 * @param replayId the replay to show beside; null for none
 */
record TotalsQuery(@Nullable String replayId) implements Query<TotalsItem> {
    static TotalsQuery of(QueryParameters parameters) {
        return new TotalsQuery(parameters.text("replayId"));
    }

    @Override
    public int limit() {
        return 1;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public Selection<TotalsItem> select(Cut cut, Lookup lookup) {
        TotalsItem totals = new TotalsItem(
                cut.replays().stream().mapToLong(ReplayItem::counted).sum(),
                cut.replays().stream().mapToLong(ReplayItem::malformed).sum(),
                cut.late().droppedByRetention(),
                cut.late().afterFinal(),
                lookup.viewTotals(cut),
                replay(cut));
        return new Selection<>(List.of(totals), 1);
    }

    private @Nullable ReplayItem replay(Cut cut) {
        return replayId == null
                ? null
                : cut.replays().stream()
                        .filter(replay -> Objects.equals(replay.replayId(), replayId))
                        .findFirst()
                        .orElse(null);
    }
}
