package dev.sfcrime.verify.topic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

import dev.sfcrime.calls.CallReader;
import dev.sfcrime.calls.UnreadableCallException;
import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Reads records through, one after another: their headers, and whether their values are calls. What a message has in common
 * with the one before it, the two share, so that those that are kept are few objects. For one thread.
 */
final class MessageReader {
    private final CallReader calls = new CallReader(Set.of());

    /** Names of the last message's headers. */
    private String[] names = {};

    /** The replay id that was read last, as it came. */
    private byte[] lastId = {};

    private String lastReplayId = "";

    /** Reads a record whose value stands among other bytes, and may be left there. */
    ReceivedMessage read(ConsumerRecord<byte[], @Nullable ByteBuffer> received) {
        return read(received, Slice.of(received.value()));
    }

    /** Reads a record as a message of this value. */
    ReceivedMessage read(ConsumerRecord<byte[], ?> received, @Nullable Slice value) {
        Header[] headers = received.headers().toArray();
        byte[][] contents = new byte[headers.length][];
        boolean sameNames = headers.length == names.length;
        byte[] id = null;
        byte[] number = null;
        InjectedFault injected = null;
        for (int i = 0; i < headers.length; i++) {
            String name = headers[i].key();
            byte[] content = headers[i].value();
            if (name.equals(ReplayHeaders.REPLAY_ID)) {
                content = sameAsLast(content);
                id = content;
            } else if (name.equals(ReplayHeaders.REPLAY_SEQUENCE)) {
                number = content;
            } else if (name.equals(InjectedFault.HEADER)) {
                injected = InjectedFault.of(content);
            }
            contents[i] = content;
            sameNames = sameNames && name.equals(names[i]);
        }
        if (!sameNames) {
            names = Stream.of(headers).map(Header::key).toArray(String[]::new);
        }
        OptionalLong sequence = ReplayHeaders.sequence(number);
        String replayId = sequence.isPresent() ? replayId(id) : null;
        return new ReceivedMessage(
                received,
                value,
                names,
                contents,
                error(value),
                replayId,
                replayId == null ? 0 : sequence.getAsLong(),
                injected);
    }

    private byte @Nullable [] sameAsLast(byte @Nullable [] id) {
        return Arrays.equals(id, lastId) ? lastId : id;
    }

    /** Null for none. */
    private @Nullable String replayId(byte @Nullable [] id) {
        if (id == null || id.length == 0 || id.length > ReceivedMessage.LONGEST_REPLAY_ID) {
            return null;
        }
        if (id != lastId) {
            lastId = id;
            lastReplayId = new String(id, StandardCharsets.UTF_8);
        }
        return lastReplayId;
    }

    private @Nullable String error(@Nullable Slice value) {
        try {
            if (value == null) {
                calls.read(null);
            } else {
                calls.read(value.bytes(), value.start(), value.length());
            }
            return null;
        } catch (UnreadableCallException malformed) {
            return malformed.getMessage();
        }
    }
}
