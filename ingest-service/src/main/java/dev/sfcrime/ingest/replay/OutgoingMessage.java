package dev.sfcrime.ingest.replay;

import java.time.LocalDateTime;

import dev.sfcrime.wire.InjectedFault;
import org.jspecify.annotations.Nullable;

/**
 * A message that a replay is to send.
 *
 * @param key number of the call; that of an injected message is the same, which keeps it behind its original
 * @param value what to send; not to be changed, since a duplicate shares it
 * @param eventTime event time of the record that it comes from, by which it is due; what is injected after a record is due
 *     with it, whatever time it bears itself
 * @param fault what is wrong with it on purpose; null for a record of the dataset
 */
@SuppressWarnings("ArrayRecordComponent") // messages are sent, never compared
record OutgoingMessage(
        String key,
        byte[] value,
        LocalDateTime eventTime,
        @Nullable InjectedFault fault) {
    /** Whether it takes the next sequence; a duplicate repeats that of the message before it. */
    boolean takesSequence() {
        return fault != InjectedFault.DUPLICATE;
    }
}
