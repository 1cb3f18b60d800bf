package dev.sfcrime.ingest.publish;

/** Brings the messages of replays to where they are consumed. */
public interface RecordPublisher {
    /**
     * Begins to publish a replay's messages.
     *
     * @param replayId the replay, which each message names
     * @param listener told of each message's fate, on a thread of the publisher's
     */
    PublishingSession open(String replayId, DeliveryListener listener);
}
