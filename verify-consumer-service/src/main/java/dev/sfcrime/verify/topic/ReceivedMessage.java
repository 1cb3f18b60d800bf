package dev.sfcrime.verify.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.UnreadableCallException;
import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** One message as Kafka holds it, and whether it is a call. Keeps bytes, and reads them anew where they are wanted. */
public final class ReceivedMessage {
    /** An id of more bytes is no replay's: whoever makes up ids shall not fill the memory with them. */
    public static final int LONGEST_REPLAY_ID = 128;

    private static final int OVERHEAD_BYTES = 200;

    private final int partition;
    private final long offset;
    private final long timestamp;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Header[] headers;
    private final @Nullable String error;
    private final @Nullable String replayId;
    private final long sequence;
    private final @Nullable InjectedFault injected;
    private final int weight;

    private ReceivedMessage(
            ConsumerRecord<byte[], byte @Nullable []> received,
            @Nullable String error,
            @Nullable String replayId,
            long sequence,
            @Nullable InjectedFault injected) {
        this.partition = received.partition();
        this.offset = received.offset();
        this.timestamp = received.timestamp();
        this.key = received.key();
        this.value = received.value();
        this.headers = received.headers().toArray();
        this.error = error;
        this.replayId = replayId;
        this.sequence = sequence;
        this.injected = injected;
        this.weight = weight(key, value, headers);
    }

    /** Reads a record once, through: its headers, and whether its value is a call. */
    public static ReceivedMessage of(ConsumerRecord<byte[], byte @Nullable []> received) {
        byte[] id = null;
        byte[] number = null;
        InjectedFault injected = null;
        for (Header header : received.headers()) {
            // reading both parts also lets go of the fetched buffer that a header points into
            String name = header.key();
            byte[] content = header.value();
            if (name.equals(ReplayHeaders.REPLAY_ID)) {
                id = content;
            } else if (name.equals(ReplayHeaders.REPLAY_SEQUENCE)) {
                number = content;
            } else if (name.equals(InjectedFault.HEADER)) {
                injected = InjectedFault.of(content);
            }
        }
        OptionalLong sequence = ReplayHeaders.sequence(number);
        boolean ofReplay = sequence.isPresent() && id != null && id.length > 0 && id.length <= LONGEST_REPLAY_ID;
        return new ReceivedMessage(
                received,
                error(received.value()),
                ofReplay ? ReplayHeaders.replayId(id) : null,
                ofReplay ? sequence.getAsLong() : 0,
                injected);
    }

    private static @Nullable String error(byte @Nullable [] value) {
        try {
            CallJson.read(value, Set.of());
            return null;
        } catch (UnreadableCallException malformed) {
            return malformed.getMessage();
        }
    }

    public int partition() {
        return partition;
    }

    public long offset() {
        return offset;
    }

    /** Kafka's timestamp, in milliseconds since 1970. */
    public long timestamp() {
        return timestamp;
    }

    /** Whether the message is a call. */
    public boolean valid() {
        return error == null;
    }

    /** Why the message is no call; null where it is one. */
    public @Nullable String error() {
        return error;
    }

    /** The replay that sent the message; null where the headers do not say which and as the how-manieth. */
    public @Nullable String replayId() {
        return replayId;
    }

    /** The message's 1-based place in its replay, 0 without a replay. */
    public long sequence() {
        return sequence;
    }

    /** What its sender says it was put in for on purpose; null where it says nothing of the kind. */
    public @Nullable InjectedFault injected() {
        return injected;
    }

    /** The key as text. */
    public @Nullable String key() {
        return text(key);
    }

    /** The value as text; null for a tombstone. */
    public @Nullable String text() {
        return text(value);
    }

    /** The key as Kafka holds it; not to be changed. */
    public byte @Nullable [] rawKey() {
        return key;
    }

    /** The value as Kafka holds it; not to be changed. */
    public byte @Nullable [] rawValue() {
        return value;
    }

    /** The headers as Kafka holds them, in order. */
    public List<Header> rawHeaders() {
        return Collections.unmodifiableList(Arrays.asList(headers));
    }

    /** Whether the value's text holds this one, given in UTF-8. */
    public boolean contains(byte[] part) {
        if (value == null) {
            return false;
        }
        for (int from = 0; from <= value.length - part.length; from++) {
            if (startsAt(value, from, part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(byte[] text, int from, byte[] part) {
        for (int i = 0; i < part.length; i++) {
            if (text[from + i] != part[i]) {
                return false;
            }
        }
        return true;
    }

    /** Headers as text, in order; the last of a name stands. */
    public Map<String, @Nullable String> headers() {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        for (Header header : headers) {
            texts.put(header.key(), text(header.value()));
        }
        return texts;
    }

    /** The call; null where the message is malformed. */
    public @Nullable CallForService call() {
        if (error != null) {
            return null;
        }
        try {
            return CallJson.read(value);
        } catch (UnreadableCallException impossible) {
            throw new IllegalStateException("a message that was valid is so no more", impossible);
        }
    }

    /** About how much memory the message takes, in bytes. */
    public int weight() {
        return weight;
    }

    private static int weight(byte @Nullable [] key, byte @Nullable [] value, Header[] headers) {
        int weight = OVERHEAD_BYTES + length(key) + length(value);
        for (Header header : headers) {
            weight += 2 * OVERHEAD_BYTES / 3 + header.key().length() + length(header.value());
        }
        return weight;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
