package dev.sfcrime.analytics.aggregates;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.sfcrime.analytics.aggregates.Answers.Answer;
import dev.sfcrime.web.EventStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends followers the new answer after each batch that changed it. One thread works the answers out, so that a batch
 * never waits for followers; where batches come faster than it can, followers get the newest.
 */
@Component
final class AggregateFeed implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(AggregateFeed.class);

    /** What browsers hand to {@code onmessage}. */
    private static final String EVENT = "message";

    private final Answers answers;
    private final Freshness freshness;
    private final Set<Follower<?>> followers = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean due = new AtomicBoolean();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "aggregate-feed"));

    AggregateFeed(AggregateStore store, Answers answers, Freshness freshness) {
        this.answers = answers;
        this.freshness = freshness;
        store.onCommit(this::schedule);
    }

    /** Sends the view's answer as it is now, and from then on each new one. */
    void follow(EventStream stream, View<?> view) {
        Follower<?> follower = new Follower<>(stream, view);
        followers.add(follower);
        stream.onClose(() -> followers.remove(follower));
        schedule();
    }

    private void schedule() {
        if (!followers.isEmpty() && due.compareAndSet(false, true)) {
            try {
                thread.execute(this::send);
            } catch (RejectedExecutionException shutdown) {
                log.atDebug().log("Followers get nothing more");
            }
        }
    }

    private void send() {
        due.set(false);
        for (Follower<?> follower : followers) {
            try {
                follower.send();
            } catch (RuntimeException failure) {
                log.atWarn().setCause(failure).log("A follower's answer could not be worked out");
            }
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }

    /** One client; used by the feed's thread alone. */
    private final class Follower<T extends Record> {
        private final EventStream stream;
        private final View<T> view;
        private @Nullable String sent;

        Follower(EventStream stream, View<T> view) {
            this.stream = stream;
            this.view = view;
        }

        void send() {
            Answer<T> answer = answers.answer(view.query());
            if (!answer.tag().equals(sent) && stream.offer(EVENT, answer.envelope(view.itemType(), freshness))) {
                sent = answer.tag();
            }
        }
    }
}
