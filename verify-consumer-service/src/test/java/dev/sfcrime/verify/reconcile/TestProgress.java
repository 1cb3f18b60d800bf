package dev.sfcrime.verify.reconcile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.sfcrime.wire.ReplayProgress;
import dev.sfcrime.wire.ReplayProgress.State;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Progress as ingest would tell it, and as the reader would hand it on. */
final class TestProgress {
    private TestProgress() {}

    /** A message as text; either may be null. */
    record Message(String key, String value) {}

    static String json(String replayId, State state, Instant startedAt, long sent) {
        ReplayProgress progress =
                new ReplayProgress(replayId, state, sent, 0, sent, 0, 0, 0, startedAt, null, null, null);
        return new String(progress.toJson(), StandardCharsets.UTF_8);
    }

    static ConsumerRecords<byte[], ByteBuffer> records(Message... messages) {
        List<ConsumerRecord<byte[], ByteBuffer>> records =
                Arrays.stream(messages).map(TestProgress::received).toList();
        return new ConsumerRecords<>(Map.of(new TopicPartition(Topics.REPLAY_PROGRESS, 0), records), Map.of());
    }

    private static ConsumerRecord<byte[], ByteBuffer> received(Message message) {
        return new ConsumerRecord<>(Topics.REPLAY_PROGRESS, 0, 0, bytes(message.key()), buffer(message.value()));
    }

    private static ByteBuffer buffer(String text) {
        return text == null ? null : ByteBuffer.wrap(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
