package dev.sfcrime.ingest.publish;

import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayProgress;
import org.jspecify.annotations.Nullable;

/**
 * One replay's messages, in one transaction after the other. For one thread. After a failure, or once a thread was
 * interrupted in here, a session is good for nothing but being closed: what it had not committed is undone, or will be.
 */
public interface PublishingSession extends AutoCloseable {
    /**
     * Sends a message as part of the present transaction; waits while more are under way than may be.
     *
     * @param key the message's key, by which it finds its partition
     * @param value the message's value
     * @param sequence the message's 1-based place in its replay
     * @param fault what is wrong with it on purpose; null for nothing
     */
    void send(String key, byte[] value, long sequence, @Nullable InjectedFault fault)
            throws PublishingException, InterruptedException;

    /**
     * Commits what was sent since the last commit, together with the progress that counts it; waits until that is done. On
     * failure it may be done all the same: {@link RecordPublisher#committed} tells.
     */
    void commit(ReplayProgress progress) throws PublishingException, InterruptedException;

    /** Ends the session; what is not committed is undone. Idempotent. */
    @Override
    void close();
}
