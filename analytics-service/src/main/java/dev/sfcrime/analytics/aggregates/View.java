package dev.sfcrime.analytics.aggregates;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A query that can be followed, with what it lists.
 *
 * @param <T> what the query lists
 */
record View<T extends Record>(Class<T> itemType, Query<T> query) {
    private static final String DEFAULT = "crime-types";

    private static final List<Kind<?>> KINDS = List.of(
            new Kind<>(DEFAULT, CrimeTypeItem.class, CrimeTypesQuery::of),
            new Kind<>("dispositions", DispositionItem.class, DispositionsQuery::of),
            new Kind<>("timeline", TimelineItem.class, TimelineQuery::of),
            new Kind<>("timeline/crime-types", CrimeTypeTimelineItem.class, CrimeTypeTimelineQuery::of),
            new Kind<>("replays", ReplayItem.class, ReplaysQuery::of));

    private record Kind<T extends Record>(String name, Class<T> itemType, Function<QueryParameters, Query<T>> toQuery) {
        View<T> view(QueryParameters parameters) {
            Query<T> query = toQuery.apply(parameters);
            parameters.requireValid();
            return new View<>(itemType, query);
        }
    }

    /**
     * The view that a request names.
     *
     * @throws dev.sfcrime.web.InvalidRequestException if there is no such view, or it does not take the parameters
     */
    static View<?> of(QueryParameters parameters) {
        @Nullable String given = parameters.text("view");
        String name = given == null ? DEFAULT : given;
        for (Kind<?> kind : KINDS) {
            if (kind.name().equals(name)) {
                return kind.view(parameters);
            }
        }
        parameters.wrong(
                "view", KINDS.stream().map(Kind::name).collect(Collectors.joining(", ", "must be one of ", "")));
        return KINDS.get(0).view(parameters);
    }
}
