package dev.sfcrime.ingest.publish;

import java.util.List;

import dev.sfcrime.wire.ReplayProgress;
import org.jspecify.annotations.Nullable;

/**
 * Brings the messages of replays to where they are consumed, and keeps how far each replay has come in one transaction
 * with them. Thread-safe; nothing waits for ever, and what Kafka does not do now is for the caller to try again.
 */
public interface RecordPublisher {
    /**
     * Takes over from an earlier process: makes the topics, ends the transactions that it left open, and reads how far each
     * replay has come.
     *
     * @return the committed progress of every replay that was not forgotten, in the order in which they were committed
     */
    List<ReplayProgress> takeOver() throws PublishingException, InterruptedException;

    /**
     * Begins to publish a replay's messages. Any other session of this replay, in whichever process, ends thereby, and
     * what it had not committed is undone.
     */
    PublishingSession open(String replayId) throws PublishingException, InterruptedException;

    /** How far a replay has come, as committed; null if nothing is committed. */
    @Nullable
    ReplayProgress committed(String replayId) throws PublishingException, InterruptedException;

    /** Forgets how far a replay has come, some time soon. */
    void forget(String replayId);
}
