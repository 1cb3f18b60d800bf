package dev.sfcrime.analytics.aggregates;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Dispositions by their calls, most frequent first. Counted by code and described afterwards: codes that the table
 * lacks keep their row, and codes of one description stay apart.
 */
record DispositionsQuery(int limit, int offset) implements Query<DispositionItem> {
    private static final int DEFAULT_LIMIT = 100;

    static DispositionsQuery of(QueryParameters parameters) {
        return new DispositionsQuery(parameters.limit(DEFAULT_LIMIT), parameters.offset());
    }

    @Override
    public Selection<DispositionItem> select(Cut cut, Lookup lookup) {
        Counts counts = new Counts();
        cut.typeDispositions().forEach(counts::addAll);
        List<DispositionItem> items = Arrays.stream(counts.sortedKeys())
                .mapToObj(id -> {
                    String code = cut.dispositions().name((int) id);
                    @Nullable String description = lookup.dispositions().description(code);
                    long count = counts.of(id);
                    return new DispositionItem(
                            code, description, description != null, count, CrimeTypeItem.share(count, cut));
                })
                .sorted(Comparator.comparingLong(DispositionItem::count)
                        .reversed()
                        .thenComparing(DispositionItem::code))
                .toList();
        return new Selection<>(items.stream().skip(offset).limit(limit).toList(), items.size());
    }
}
