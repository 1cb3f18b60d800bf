package dev.sfcrime.verify.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayHeaders;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Messages as the reader would hand them on. */
public final class TestMessages {
    private static long nextOffset;

    private TestMessages() {}

    public static ReceivedMessage ofReplay(String replayId, long sequence, int partition) {
        return ofReplay(replayId, sequence, partition, 0);
    }

    public static ReceivedMessage ofReplay(String replayId, long sequence, int partition, long timestamp) {
        return message(partition, timestamp, call("Passing Call", "HAN"), headers(replayId, sequence));
    }

    /** A message of a replay that says it was put in on purpose; a malformed one is. */
    public static ReceivedMessage injected(String replayId, long sequence, int partition, InjectedFault fault) {
        RecordHeaders headers = headers(replayId, sequence);
        headers.add(InjectedFault.HEADER, fault.toHeader());
        String value = fault == InjectedFault.MALFORMED ? "no call" : call("Passing Call", "HAN");
        return message(partition, 0, value, headers);
    }

    private static RecordHeaders headers(String replayId, long sequence) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(ReplayHeaders.REPLAY_ID, ReplayHeaders.replayId(replayId));
        headers.add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(sequence));
        return headers;
    }

    public static ReceivedMessage ofValue(String value) {
        return ofValue(0, value);
    }

    public static ReceivedMessage ofValue(int partition, String value) {
        return message(partition, 0, value, new RecordHeaders());
    }

    public static String call(String crimeType, String disposition) {
        return """
                {"crime_id":"183652851","original_crime_type_name":"%s",\
                "call_date_time":"2018-12-31T23:57:00.000","disposition":"%s"}""".formatted(crimeType, disposition);
    }

    public static ReadBatch batch(ReceivedMessage... messages) {
        return batch(Arrays.asList(messages));
    }

    public static ReadBatch batch(List<ReceivedMessage> messages) {
        return new ReadBatch(messages, List.of(new ReadBatch.Position(0, 0, messages.size(), messages.size())));
    }

    private static ReceivedMessage message(int partition, long timestamp, String value, RecordHeaders headers) {
        return ReceivedMessage.of(new ConsumerRecord<>(
                Topics.CALLS,
                partition,
                nextOffset++,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                value.length(),
                "183652851".getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8),
                headers,
                Optional.empty()));
    }
}
