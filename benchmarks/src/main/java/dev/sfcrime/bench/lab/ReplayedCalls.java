package dev.sfcrime.bench.lab;

import java.util.function.LongUnaryOperator;

import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Calls of {@link GeneratedCalls} as messages of one replay: keyed, and with its headers. */
final class ReplayedCalls {
    private final String topic;
    private final byte[] replayId;
    private final LongUnaryOperator callOf;

    /** Every message another call. */
    ReplayedCalls(String topic, String replayId) {
        this(topic, replayId, LongUnaryOperator.identity());
    }

    /**
     * Calls of one's choice.
     *
     * @param callOf the number of the call by that of the message, both from 0
     */
    ReplayedCalls(String topic, String replayId, LongUnaryOperator callOf) {
        this.topic = topic;
        this.replayId = ReplayHeaders.replayId(replayId);
        this.callOf = callOf;
    }

    String topic() {
        return topic;
    }

    /** The message with this number, from 0. */
    ProducerRecord<byte[], byte[]> message(long number) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(ReplayHeaders.REPLAY_ID, replayId);
        headers.add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(number + 1));
        long call = callOf.applyAsLong(number);
        return new ProducerRecord<>(topic, null, GeneratedCalls.key(call), GeneratedCalls.message(call), headers);
    }
}
