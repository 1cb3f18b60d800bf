package dev.sfcrime.verify.deadletters;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.sfcrime.verify.topic.KafkaUnreachableException;
import dev.sfcrime.verify.topic.StopSignal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Brings each malformed message into the topic of dead letters, exactly once: letters and the offsets of their sources
 * are committed together, and what lies before the committed offsets is passed over. A failure leaves the messages in
 * hand, and a new session finds out which of them were committed all the same.
 *
 * <p>One thread of its own does all the routing.
 */
@Component
class DeadLetterRouter implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterRouter.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);

    /** How often offsets are committed again where nothing is malformed; Kafka forgets them after days. */
    private static final Duration REFRESH = Duration.ofHours(1);

    /** For how long a broker may be behind in what it says of a topic that was created just now. */
    private static final Duration STALE_METADATA = Duration.ofSeconds(3);

    private final DeadLetterProperties properties;
    private final DeadLetterQueue queue;
    private final RoutingSessions sessions;
    private final Counter routed;

    private volatile RoutingState state = new RoutingState.Waiting("routing has not begun");
    private final StopSignal stop = new StopSignal();
    private @Nullable Thread thread;

    /** Taken from the queue, all of one topic, and not known to be committed; confined to the router's thread. */
    private List<PendingLetter> inHand = List.of();

    /** The topic whose messages are routed; confined to the router's thread. */
    private @Nullable Uuid topicId;

    /** One that has been deleted, whose messages may still come; confined to the router's thread. */
    private @Nullable Uuid goneTopicId;

    DeadLetterRouter(
            DeadLetterProperties properties, DeadLetterQueue queue, RoutingSessions sessions, MeterRegistry meters) {
        this.properties = properties;
        this.queue = queue;
        this.sessions = sessions;
        this.routed = Counter.builder("verify.dead.letters")
                .description("Malformed messages that this process has brought into the topic of dead letters")
                .register(meters);
    }

    /** What the router does at the moment. */
    RoutingState state() {
        return state;
    }

    /** Starts before the topic's reader, and stops after it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            stop.takeBack();
            queue.open();
            thread = new Thread(this::run, "dead-letters");
            thread.start();
        }
    }

    private void run() {
        inHand = List.of();
        boolean goesOn = true;
        while (goesOn && !stop.isGiven()) {
            goesOn = routeUntilFailure();
        }
        queue.close();
    }

    /** Whether it makes sense to try again. */
    private boolean routeUntilFailure() {
        try (RoutingSession session = sessions.open()) {
            List<PendingLetter> unrouted = session.unroutedOf(inHand);
            routed.increment((double) inHand.size() - unrouted.size());
            inHand = unrouted;
            if (inHand.isEmpty()) {
                becomeRouting();
            }
            routeAll(session);
            return false;
        } catch (InterruptedException | InterruptException shutdown) {
            return false;
        } catch (KafkaException | KafkaUnreachableException failed) {
            Optional<String> verdict = RoutingFailures.whyToEnd(failed);
            verdict.ifPresentOrElse(
                    reason -> becomeIdle(new RoutingState.Ended(reason), Level.WARN, failed),
                    () -> becomeIdle(waitingFor(failed), Level.WARN, failed));
            return verdict.isEmpty() && !stop.isGivenWithin(PAUSE_AFTER_FAILURE);
        } catch (RuntimeException defect) {
            becomeIdle(waitingFor(defect), Level.ERROR, defect);
            return !stop.isGivenWithin(PAUSE_AFTER_FAILURE);
        }
    }

    private void routeAll(RoutingSession session) throws InterruptedException {
        long refreshed = System.nanoTime() - REFRESH.toNanos();
        while (!stop.isGiven()) {
            if (inHand.isEmpty()) {
                take(session);
            }
            if (!inHand.isEmpty() && comeFromThePresentTopic(session)) {
                route(session);
                refreshed = System.nanoTime();
            } else if (topicId != null && System.nanoTime() - refreshed >= REFRESH.toNanos()) {
                if (session.sourceId().equals(Optional.of(topicId))) {
                    session.refresh(topicId);
                }
                refreshed = System.nanoTime();
            }
        }
    }

    private void take(RoutingSession session) throws InterruptedException {
        List<PendingLetter> taken = queue.take(REFRESH, properties.commitInterval());
        if (!taken.isEmpty()) {
            topicId = taken.get(0).topicId();
            inHand = topicId.equals(goneTopicId) ? List.of() : session.unroutedOf(taken);
        }
    }

    /**
     * Asked before each transaction, after its messages were read: only what was read from the topic that is there now
     * may be committed under its id. What was read from one that has been deleted went with it.
     */
    private boolean comeFromThePresentTopic(RoutingSession session) {
        long deadline = System.nanoTime() + STALE_METADATA.toNanos();
        do {
            if (session.sourceId().equals(Optional.ofNullable(topicId))) {
                return true;
            }
        } while (System.nanoTime() < deadline && !stop.isGivenWithin(PAUSE_AFTER_FAILURE));
        log.atWarn()
                .addKeyValue("messages", inHand.size())
                .addKeyValue("topicId", topicId)
                .log("Malformed messages are not routed, as their topic is gone");
        goneTopicId = topicId;
        inHand = List.of();
        return false;
    }

    private void route(RoutingSession session) {
        long begun = System.nanoTime();
        try {
            session.route(inHand);
        } catch (KafkaException failed) {
            for (PendingLetter letter : inHand) {
                if (letter.cut() && session.hasRefused(letter)) {
                    throw new LetterRefusedException(properties.topic(), failed);
                }
            }
            inHand = inHand.stream()
                    .map(letter -> session.hasRefused(letter) ? letter.asCut() : letter)
                    .toList();
            if (System.nanoTime() - begun >= RoutingSessions.TRANSACTION_TIMEOUT.toNanos()) {
                // fenced by Kafka itself, as it would be by another router
                throw new TimeoutException("a transaction took too long", failed);
            }
            throw failed;
        }
        routed.increment(inHand.size());
        inHand = List.of();
        becomeRouting();
    }

    private static RoutingState waitingFor(RuntimeException failure) {
        return new RoutingState.Waiting(failure.getClass().getSimpleName());
    }

    private void becomeRouting() {
        RoutingState before = state;
        state = new RoutingState.Routing();
        if (!state.equals(before)) {
            log.atInfo().addKeyValue("topic", properties.topic()).log("Dead letters are routed");
        }
    }

    /** Logs a failure once, however often it comes again at once. */
    private void becomeIdle(RoutingState next, Level level, RuntimeException failure) {
        RoutingState before = state;
        state = next;
        if (!next.equals(before)) {
            log.atLevel(level)
                    .addKeyValue("topic", properties.topic())
                    .addKeyValue("state", next)
                    .setCause(failure)
                    .log("Dead letters are not routed");
        }
    }

    /** Lets the transaction at hand end, if it does so soon; otherwise the next start finds out what became of it. */
    @Override
    public synchronized void stop() {
        if (thread == null) {
            return;
        }
        stop.give();
        queue.close();
        try {
            thread.join(LONGEST_STOP.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(LONGEST_STOP.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
