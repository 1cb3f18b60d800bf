package dev.sfcrime.ingest.replay;

import java.util.List;

import dev.sfcrime.ingest.dataset.RejectedRecord;

/** What a replay does for one record of its dataset. */
sealed interface Step {
    /** The record is no valid call: nothing is sent for it. */
    record Rejected(RejectedRecord record) implements Step {}

    /**
     * Messages to send one after the other.
     *
     * @param messages the record itself, then what is injected after it
     */
    record Messages(List<OutgoingMessage> messages) implements Step {}
}
