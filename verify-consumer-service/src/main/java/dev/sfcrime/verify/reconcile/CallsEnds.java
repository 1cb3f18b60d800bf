package dev.sfcrime.verify.reconcile;

import java.util.Optional;

/** Kafka's side: where the topic of calls ends. */
interface CallsEnds {
    /** The ends of all that is written, committed or not; empty if Kafka is away or has no such topic. */
    Optional<EndOffsets> ask();
}
