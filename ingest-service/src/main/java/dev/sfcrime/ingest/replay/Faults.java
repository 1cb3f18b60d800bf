package dev.sfcrime.ingest.replay;

import java.time.Duration;

/**
 * What a replay injects beside its dataset's records. After each record that is sent, each kind of fault follows with its
 * own probability, whether the others do or not.
 *
 * @param malformedRatio probability of a message that is no call, from 0 to 1
 * @param duplicateRatio probability of the same message once more, from 0 to 1
 * @param lateRatio probability of a copy of the call with an earlier event time, from 0 to 1
 * @param lateBy how much earlier, a millisecond or more
 * @param seed what is injected follows from it, the dataset and the other components alone
 * @param seedDrawn whether the seed was drawn because none was asked for
 */
record Faults(
        double malformedRatio, double duplicateRatio, double lateRatio, Duration lateBy, long seed, boolean seedDrawn) {
    static final Duration USUALLY_LATE_BY = Duration.ofHours(2);

    /** Nothing is injected. */
    static final Faults NONE = new Faults(0, 0, 0, USUALLY_LATE_BY, 0, false);

    /** Whether anything may be injected. */
    boolean any() {
        return malformedRatio > 0 || duplicateRatio > 0 || lateRatio > 0;
    }

    /** The same faults, but for a seed that was not asked for. */
    Faults asAsked() {
        return seedDrawn ? new Faults(malformedRatio, duplicateRatio, lateRatio, lateBy, 0, true) : this;
    }
}
