package dev.sfcrime.verify.delivery;

import java.util.Arrays;

import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.wire.InjectedFault;

/**
 * What has arrived of one replay, exactly.
 *
 * <p>Not thread-safe: {@link Deliveries} guards it.
 */
final class ReplayDelivery {
    private final String replayId;
    private final long arrival;
    private final SequenceSet seen = new SequenceSet();
    private long received;
    private long malformed;
    private long outOfOrder;
    private long firstSequence = Long.MAX_VALUE;
    private long lastSequence;
    private long injectedMalformed;
    private long injectedDuplicates;
    private long injectedLate;
    /** By partition; 0 where none has been seen. */
    private long[] highest = new long[0];

    /**
     * Starts with nothing.
     *
     * @param arrival as the how-manieth replay this one was first seen
     */
    ReplayDelivery(String replayId, long arrival) {
        this.replayId = replayId;
        this.arrival = arrival;
    }

    String replayId() {
        return replayId;
    }

    long arrival() {
        return arrival;
    }

    /** Counts a message; false if its sequence had come before. */
    boolean add(ReceivedMessage message) {
        received++;
        if (!message.valid()) {
            malformed++;
        }
        InjectedFault injected = message.injected();
        if (injected != null) {
            add(injected);
        }
        long sequence = message.sequence();
        boolean first = seen.add(sequence);
        if (first) {
            firstSequence = Math.min(firstSequence, sequence);
            lastSequence = Math.max(lastSequence, sequence);
        }
        int partition = message.partition();
        if (partition >= highest.length) {
            highest = Arrays.copyOf(highest, partition + 1);
        }
        if (sequence < highest[partition]) {
            outOfOrder++;
        } else {
            highest[partition] = sequence;
        }
        return first;
    }

    private void add(InjectedFault injected) {
        switch (injected) {
            case MALFORMED -> injectedMalformed++;
            case DUPLICATE -> injectedDuplicates++;
            case LATE -> injectedLate++;
        }
    }

    /** The sequences seen. */
    SequenceSet sequences() {
        return seen;
    }

    /** How many sequences up to the last one have not come. */
    long missing() {
        return lastSequence - seen.size();
    }

    ReplayReport report() {
        return new ReplayReport(
                replayId,
                received,
                seen.size(),
                received - seen.size(),
                missing(),
                outOfOrder,
                received == 0 ? 0 : firstSequence,
                lastSequence,
                malformed,
                injectedMalformed,
                injectedDuplicates,
                injectedLate);
    }
}
