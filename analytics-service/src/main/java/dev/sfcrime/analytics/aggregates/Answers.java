package dev.sfcrime.analytics.aggregates;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sfcrime.analytics.aggregates.Envelope.AsOf;
import dev.sfcrime.analytics.aggregates.Envelope.Lag;
import dev.sfcrime.analytics.aggregates.Envelope.Page;
import dev.sfcrime.analytics.aggregates.Query.Selection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers queries, each from one batch. An answer is worked out once for its batch, and kept while it is asked for
 * again.
 */
@Component
final class Answers {
    /** Of some 100 bytes each, and as much again once they are written; an answer lists at most 1000, usually ten. */
    private static final int MOST_ITEMS = 100_000;

    /** What an answer takes besides its items, in items. */
    private static final int ITEMS_OF_AN_ANSWER = 10;

    private static final Duration PAUSE = Duration.ofNanos(100_000);
    private static final int MOST_TRIES = 10_000;
    private static final int TAG_BYTES = 12;

    private final AggregateStore store;
    private final Lookup lookup;
    private final JsonMapper json;
    private final Cache<Key, Answer<?>> cache = Caffeine.newBuilder()
            .maximumWeight(MOST_ITEMS)
            .weigher((Key key, Answer<?> answer) ->
                    ITEMS_OF_AN_ANSWER + answer.selection().items().size())
            .build();

    /**
     * An answer of one batch.
     *
     * @param cut the batch
     * @param tag the same for the same total, items and page, whatever the batch
     * @param json what all readers of it share
     */
    record Answer<T extends Record>(Cut cut, Selection<T> selection, Page page, String tag, KeptJson json) {
        Envelope<T> envelope(Class<T> itemType, Freshness freshness) {
            return new Envelope<>(
                    AsOf.of(cut), Lag.of(freshness), cut.calls(), selection.items(), page, itemType, json);
        }
    }

    private record Key(Query<?> query, @Nullable CommittedBatch batch) {}

    private record Tagged(long total, List<?> items, Page page) {}

    Answers(AggregateStore store, Lookup lookup, JsonMapper json) {
        this.store = store;
        this.lookup = lookup;
        this.json = json;
        // nobody asks for an earlier batch's answers, each of which holds all that its batch left
        store.onCommit(cache::invalidateAll);
    }

    // the answer to a query of T lists T
    @SuppressWarnings("unchecked")
    <T extends Record> Answer<T> answer(Query<T> query) {
        for (int tries = 0; ; tries++) {
            Cut cut = store.cut();
            Key key = new Key(query, cut.batch());
            Answer<?> kept = cache.getIfPresent(key);
            if (kept != null) {
                return (Answer<T>) kept;
            }
            try {
                Answer<T> answer = answer(query, cut);
                cache.put(key, answer);
                return answer;
            } catch (OtherBatchException moved) {
                if (tries == MOST_TRIES) {
                    throw moved;
                }
                // the cut follows its commit at once
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private <T extends Record> Answer<T> answer(Query<T> query, Cut cut) {
        Selection<T> selection = query.select(cut, lookup);
        Page page = new Page(query.limit(), query.offset(), selection.totalItems());
        byte[] content = json.writeValueAsBytes(new Tagged(cut.calls(), selection.items(), page));
        String tag = HexFormat.of().formatHex(sha256(content), 0, TAG_BYTES);
        return new Answer<>(cut, selection, page, tag, new KeptJson());
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
