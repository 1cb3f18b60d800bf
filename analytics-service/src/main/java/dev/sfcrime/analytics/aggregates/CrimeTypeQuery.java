package dev.sfcrime.analytics.aggregates;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import dev.sfcrime.analytics.aggregates.CrimeTypeDetail.DispositionCount;
import dev.sfcrime.web.Limit;

/** One crime type and how its calls ended; no item where it was never seen. */
record CrimeTypeQuery(String crimeType) implements Query<CrimeTypeDetail> {
    @Override
    public int limit() {
        return 1;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public Selection<CrimeTypeDetail> select(Cut cut, Lookup lookup) {
        Integer id = cut.crimeTypes().id(crimeType);
        long count = id == null ? 0 : cut.typeDispositions().get(id).sum();
        if (id == null || count == 0) {
            return new Selection<>(List.of(), 0);
        }
        Counts counts = cut.typeDispositions().get(id);
        List<DispositionCount> dispositions = Arrays.stream(counts.sortedKeys())
                .mapToObj(disposition -> {
                    String code = cut.dispositions().name((int) disposition);
                    return new DispositionCount(code, lookup.dispositions().description(code), counts.of(disposition));
                })
                .sorted(Comparator.comparingLong(DispositionCount::count)
                        .reversed()
                        .thenComparing(DispositionCount::code))
                .limit(Limit.MOST)
                .toList();
        return new Selection<>(
                List.of(new CrimeTypeDetail(
                        crimeType, count, CrimeTypeItem.share(count, cut), counts.size(), dispositions)),
                1);
    }
}
