package dev.sfcrime.verify.reconcile;

import java.time.Instant;

import dev.sfcrime.wire.ReplayProgress;

/**
 * A replay as ingest last told of it; what {@link ReplayProgress} says, without what only ingest can use.
 *
 * @param replayId the replay
 * @param state where it stands in its life
 * @param startedAt when it was asked for
 * @param read records read from the dataset
 * @param rejected records among them that are no valid call
 * @param sent messages committed
 * @param injectedMalformed messages among them that are no call
 * @param injectedDuplicates messages among them that repeat another one, with its sequence
 * @param injectedLate messages among them whose event time was set back
 */
record SentReplay(
        String replayId,
        ReplayProgress.State state,
        Instant startedAt,
        long read,
        long rejected,
        long sent,
        long injectedMalformed,
        long injectedDuplicates,
        long injectedLate) {

    static SentReplay of(ReplayProgress progress) {
        return new SentReplay(
                progress.replayId(),
                progress.state(),
                progress.startedAt(),
                progress.read(),
                progress.rejected(),
                progress.sent(),
                progress.injectedMalformed(),
                progress.injectedDuplicates(),
                progress.injectedLate());
    }

    /** The sequence of its last message: all messages but duplicates have one of their own. */
    long lastSequence() {
        return sent - injectedDuplicates;
    }

    /** How many records must have been read for what was sent. */
    long accountedFor() {
        return sent - injectedMalformed - injectedDuplicates - injectedLate + rejected;
    }
}
