package dev.sfcrime.verify.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayHeaders;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageReaderTests {
    private static final String CALL = TestMessages.call("Passing Call", "HAN");

    private final MessageReader reader = new MessageReader();

    @Test
    void eachMessageHasItsOwnReplayAndPlace() {
        ReceivedMessage first = reader.read(record(CALL, ofReplay("a", 7)));
        ReceivedMessage same = reader.read(record(CALL, ofReplay("a", 8)));
        ReceivedMessage other = reader.read(record(CALL, ofReplay("b", 9)));
        ReceivedMessage none = reader.read(record(CALL, new RecordHeaders()));
        ReceivedMessage again = reader.read(record(CALL, ofReplay("a", 10)));

        assertThat(new ReceivedMessage[] {first, same, other, none, again})
                .extracting(ReceivedMessage::replayId)
                .containsExactly("a", "a", "b", null, "a");
        assertThat(new ReceivedMessage[] {first, same, other, none, again})
                .extracting(ReceivedMessage::sequence)
                .containsExactly(7L, 8L, 9L, 0L, 10L);
    }

    @Test
    void eachMessageHasItsOwnHeaders() {
        ReceivedMessage plain = reader.read(record(CALL, ofReplay("a", 1)));
        RecordHeaders more = ofReplay("a", 2);
        more.add(InjectedFault.HEADER, InjectedFault.LATE.toHeader());
        ReceivedMessage injected = reader.read(record(CALL, more));
        RecordHeaders others = new RecordHeaders();
        others.add("origin", "here".getBytes(StandardCharsets.UTF_8));
        others.add("empty", null);
        ReceivedMessage foreign = reader.read(record(CALL, others));

        assertThat(plain.headers()).isEqualTo(Map.of(ReplayHeaders.REPLAY_ID, "a", ReplayHeaders.REPLAY_SEQUENCE, "1"));
        assertThat(injected.headers())
                .containsEntry(ReplayHeaders.REPLAY_SEQUENCE, "2")
                .hasSize(3);
        assertThat(injected.injected()).isEqualTo(InjectedFault.LATE);
        assertThat(foreign.headers()).containsEntry("origin", "here").containsEntry("empty", null);
        assertThat(foreign.rawHeaders()).containsExactly(others.toArray());
        assertThat(foreign.rawHeaders()).extracting(Header::key).containsExactly("origin", "empty");
    }

    @Test
    void whyAMessageIsNoCallDoesNotStickToTheNext() {
        ReceivedMessage malformed = reader.read(record("no call", new RecordHeaders()));
        ReceivedMessage tombstone = reader.read(record((String) null, new RecordHeaders()));
        ReceivedMessage valid = reader.read(record(CALL, new RecordHeaders()));

        assertThat(malformed.error()).isEqualTo("the message is no JSON");
        assertThat(tombstone.error()).isEqualTo("the message is empty");
        assertThat(valid.error()).isNull();
    }

    @Test
    void aValueIsReadWhereItStandsAmongOthers() {
        ByteBuffer among =
                ByteBuffer.wrap(("key" + CALL + "header").getBytes(StandardCharsets.UTF_8), 3, CALL.length());

        ReceivedMessage message = reader.read(record(among.slice(), new RecordHeaders()));

        assertThat(message.valid()).isTrue();
        assertThat(message.text()).isEqualTo(CALL);
        assertThat(message.rawValue()).isEqualTo(CALL.getBytes(StandardCharsets.UTF_8));
        assertThat(message.contains("HAN".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(message.contains("y{".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(message.contains("}h".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(message.call()).isNotNull();
    }

    @Test
    void aMessageThatIsKeptHoldsNoMuchLargerBytes() {
        byte[] fetched = Arrays.copyOf(CALL.getBytes(StandardCharsets.UTF_8), 1 << 20);

        ReceivedMessage message =
                reader.read(record(ByteBuffer.wrap(fetched, 0, CALL.length()).slice(), new RecordHeaders()));

        assertThat(message.rawValue()).isEqualTo(CALL.getBytes(StandardCharsets.UTF_8));
        assertThat(message.weight()).isLessThan(1 << 11);
    }

    private static RecordHeaders ofReplay(String replayId, long sequence) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(ReplayHeaders.REPLAY_ID, ReplayHeaders.replayId(replayId));
        headers.add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(sequence));
        return headers;
    }

    private static ConsumerRecord<byte[], @Nullable ByteBuffer> record(@Nullable String value, RecordHeaders headers) {
        return record(value == null ? null : ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)), headers);
    }

    private static ConsumerRecord<byte[], @Nullable ByteBuffer> record(
            @Nullable ByteBuffer value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                Topics.CALLS,
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                "183652851".getBytes(StandardCharsets.UTF_8),
                value,
                headers,
                Optional.empty());
    }
}
