package dev.sfcrime.ingest.publish;

import java.time.Duration;

/** One replay's messages, numbered from 1 without gaps in the order in which they are sent. For one thread. */
public interface PublishingSession extends AutoCloseable {
    /**
     * Sends a message; waits while more messages are under way than the publisher may hold.
     *
     * @param key the message's key, by which it finds its partition
     * @param value the message's value
     * @throws PublishingException if this message or an earlier one failed for good; nothing more can be sent
     * @throws InterruptedException if interrupted while waiting; the message may not have been sent
     */
    void send(String key, byte[] value) throws PublishingException, InterruptedException;

    /**
     * Waits until the fate of all messages is known.
     *
     * @return false if the time was over first
     * @throws PublishingException if a message failed for good
     */
    boolean flush(Duration atMost) throws PublishingException, InterruptedException;

    /** Ends the session, without waiting. Idempotent. */
    @Override
    void close();
}
