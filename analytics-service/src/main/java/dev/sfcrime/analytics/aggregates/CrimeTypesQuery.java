package dev.sfcrime.analytics.aggregates;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Crime types by their calls.
 *
 * @param contains in lower case, what the crime type must contain; empty for all
 */
record CrimeTypesQuery(int limit, int offset, SortBy sort, Order order, String contains)
        implements Query<CrimeTypeItem> {
    private static final int DEFAULT_LIMIT = 10;

    /** What to sort by. */
    enum SortBy {
        COUNT("count"),
        CRIME_TYPE("crimeType");

        private final String parameter;

        SortBy(String parameter) {
            this.parameter = parameter;
        }

        @Override
        public String toString() {
            return parameter;
        }
    }

    /** Which way to sort. */
    enum Order {
        ASCENDING("asc"),
        DESCENDING("desc");

        private final String parameter;

        Order(String parameter) {
            this.parameter = parameter;
        }

        @Override
        public String toString() {
            return parameter;
        }
    }

    private record Candidate(int id, String name, long count) {}

    static CrimeTypesQuery of(QueryParameters parameters) {
        SortBy sort = parameters.oneOf("sort", SortBy.COUNT);
        @Nullable String contains = parameters.text("contains");
        return new CrimeTypesQuery(
                parameters.limit(DEFAULT_LIMIT),
                parameters.offset(),
                sort,
                parameters.oneOf("order", sort == SortBy.COUNT ? Order.DESCENDING : Order.ASCENDING),
                contains == null ? "" : contains.toLowerCase(Locale.ROOT));
    }

    @Override
    public Selection<CrimeTypeItem> select(Cut cut, Lookup lookup) {
        Names names = cut.crimeTypes();
        Comparator<Candidate> byName = Comparator.comparing(Candidate::name);
        Comparator<Candidate> ascending = sort == SortBy.COUNT ? Comparator.comparingLong(Candidate::count) : byName;
        List<Candidate> candidates = IntStream.range(0, names.size())
                .filter(id -> contains.isEmpty()
                        || names.name(id).toLowerCase(Locale.ROOT).contains(contains))
                .mapToObj(id -> new Candidate(
                        id, names.name(id), cut.typeDispositions().get(id).sum()))
                .filter(candidate -> candidate.count() > 0)
                .sorted((order == Order.ASCENDING ? ascending : ascending.reversed()).thenComparing(byName))
                .toList();
        return new Selection<>(
                candidates.stream()
                        .skip(offset)
                        .limit(limit)
                        .map(candidate -> CrimeTypeItem.of(cut, candidate.id(), candidate.count()))
                        .toList(),
                candidates.size());
    }
}
