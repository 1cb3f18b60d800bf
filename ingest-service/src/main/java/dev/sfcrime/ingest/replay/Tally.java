package dev.sfcrime.ingest.replay;

import java.time.LocalDateTime;

import dev.sfcrime.wire.InjectedFault;
import org.jspecify.annotations.Nullable;

/**
 * How far a replay had come at one moment.
 *
 * @param read records read over all loops, rejected ones included
 * @param rejected records among them that are no valid call
 * @param sent messages sent, injected ones included
 * @param injectedMalformed messages among them that are no call
 * @param injectedDuplicates messages among them that repeat another one
 * @param injectedLate messages among them whose event time was set back
 * @param bytes of the messages' values
 * @param lastEventTime event time of the last record sent; null before the first one
 * @param loop the present loop, from 0; how many are done
 * @param readInLoop records read in the present loop
 * @param sentInLoop messages sent for them: of all but the last record all, of that one some or all
 */
record Tally(
        long read,
        long rejected,
        long sent,
        long injectedMalformed,
        long injectedDuplicates,
        long injectedLate,
        long bytes,
        @Nullable LocalDateTime lastEventTime,
        long loop,
        long readInLoop,
        long sentInLoop) {
    /** Nothing is done yet. */
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, null, 0, 0, 0);

    /** One more record was read, which is no valid call. */
    Tally withRejected() {
        return new Tally(
                read + 1,
                rejected + 1,
                sent,
                injectedMalformed,
                injectedDuplicates,
                injectedLate,
                bytes,
                lastEventTime,
                loop,
                readInLoop + 1,
                sentInLoop);
    }

    /** One more message was sent; with the message that is the record's own, the record counts as read. */
    Tally withSent(OutgoingMessage message) {
        InjectedFault fault = message.fault();
        int records = fault == null ? 1 : 0;
        return new Tally(
                read + records,
                rejected,
                sent + 1,
                injectedMalformed + (fault == InjectedFault.MALFORMED ? 1 : 0),
                injectedDuplicates + (fault == InjectedFault.DUPLICATE ? 1 : 0),
                injectedLate + (fault == InjectedFault.LATE ? 1 : 0),
                bytes + message.value().length,
                message.eventTime(),
                loop,
                readInLoop + records,
                sentInLoop + 1);
    }

    /** The present loop has come to its end. */
    Tally withLoopDone() {
        return new Tally(
                read,
                rejected,
                sent,
                injectedMalformed,
                injectedDuplicates,
                injectedLate,
                bytes,
                lastEventTime,
                loop + 1,
                0,
                0);
    }

    /** The sequence that the message has if it is the next one: the first is 1, and a duplicate repeats the last one. */
    long sequenceOf(OutgoingMessage message) {
        return sent - injectedDuplicates + (message.takesSequence() ? 1 : 0);
    }
}
