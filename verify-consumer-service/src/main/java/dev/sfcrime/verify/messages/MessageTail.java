package dev.sfcrime.verify.messages;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.web.EventStream;
import dev.sfcrime.web.EventStreams;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends new messages to the clients that follow. One thread goes through the buffer of recent messages on behalf of
 * all clients, each from its own place, so that the topic's reader does nothing for them, and a slow client costs no
 * more memory than a short queue. A client skips messages only when they fall out of the buffer before it took them.
 */
@Component
class MessageTail implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(MessageTail.class);
    private static final int QUEUE_CAPACITY = 256;

    private final MessagesProperties properties;
    private final RecentMessages recent;
    private final EventStreams streams;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledExecutorService clock;

    MessageTail(MessagesProperties properties, RecentMessages recent, EventStreams streams) {
        this.properties = properties;
        this.recent = recent;
        this.streams = streams;
    }

    /** Sends what is read from now on. */
    EventStream follow(MessageFilter filter) {
        EventStream stream = streams.open(QUEUE_CAPACITY);
        Follower follower = new Follower(stream, filter.asTest(), recent.nextPlace());
        followers.add(follower);
        stream.onClose(() -> followers.remove(follower));
        return stream;
    }

    @Override
    public synchronized void start() {
        if (clock == null) {
            clock = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "message-tail"));
            // its outcome is of no interest: sendNews catches all
            Future<?> unused = clock.scheduleWithFixedDelay(
                    this::sendNews, 0, properties.tailInterval().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void sendNews() {
        for (Follower follower : followers) {
            try {
                follower.sendNews();
            } catch (RuntimeException defect) {
                log.atError().setCause(defect).log("A client of the live tail could not be served");
                // closes the stream, and so ends the following
                follower.stream.complete();
            }
        }
    }

    @Override
    public synchronized void stop() {
        if (clock != null) {
            clock.shutdown();
            clock = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return clock != null;
    }

    /** One client, and how far it has come; confined to the tail's thread. */
    private final class Follower {
        private final EventStream stream;
        private final Predicate<ReceivedMessage> wanted;
        private long place;
        private long skipped;
        private long skippedTold;

        Follower(EventStream stream, Predicate<ReceivedMessage> wanted, long place) {
            this.stream = stream;
            this.wanted = wanted;
            this.place = place;
        }

        void sendNews() {
            RecentMessages.Addition news = recent.addedSince(place);
            skipped += news.missed();
            place += news.missed();
            if (skipped > skippedTold && stream.offer("skipped", new Skipped(skipped))) {
                skippedTold = skipped;
            }
            for (ReceivedMessage message : news.oldestFirst()) {
                if (wanted.test(message) && !stream.offer("message", new Written(message))) {
                    return;
                }
                place++;
            }
        }
    }

    /**
     * Told to a client that was too slow, or when messages came too fast.
     *
     * @param skipped how many messages it has missed since it came, whether or not they were wanted
     */
    @Schema(description = "How many messages this client has missed since it came, whether or not it wanted them")
    record Skipped(@Schema(example = "0") long skipped) {}

    /** A message that becomes text only when it is written. */
    private record Written(ReceivedMessage message) {
        @JsonValue
        MessageView view() {
            return MessageView.of(message);
        }
    }
}
