package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import dev.sfcrime.ingest.publish.PublishingException;
import dev.sfcrime.ingest.publish.RecordPublisher;
import dev.sfcrime.wire.ReplayProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which replays an earlier process left, however long Kafka is away. */
final class Recovery implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final String UNEXPECTED = "That failed unexpectedly; the log of this service says more.";
    private static final Duration RETRY = Duration.ofMillis(500);

    private final RecordPublisher publisher;
    private final Consumer<List<ReplayProgress>> whenFound;
    private volatile String standing = "Kafka is being asked.";

    /**
     * A recovery.
     *
     * @param whenFound told once what is committed of all replays
     */
    Recovery(RecordPublisher publisher, Consumer<List<ReplayProgress>> whenFound) {
        this.publisher = publisher;
        this.whenFound = whenFound;
    }

    /** What it is waiting for, for users. */
    String standing() {
        return standing;
    }

    @Override
    public void run() {
        try {
            while (!attempt()) {
                Thread.sleep(RETRY.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() throws InterruptedException {
        try {
            whenFound.accept(publisher.takeOver());
            return true;
        } catch (PublishingException failed) {
            String reason = String.valueOf(failed.getMessage());
            if (!reason.equals(standing)) {
                log.atWarn().addKeyValue("reason", reason).log("Replays cannot be recovered yet; trying on");
                standing = reason;
            }
        } catch (RuntimeException unexpected) {
            if (!standing.equals(UNEXPECTED)) {
                log.atError().setCause(unexpected).log("Replays cannot be recovered; trying on");
                standing = UNEXPECTED;
            }
        }
        return false;
    }
}
