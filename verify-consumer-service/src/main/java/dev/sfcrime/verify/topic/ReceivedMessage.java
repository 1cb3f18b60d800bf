package dev.sfcrime.verify.topic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.UnreadableCallException;
import dev.sfcrime.wire.InjectedFault;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
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
    private final @Nullable Slice value;
    private final String[] headerNames;
    private final byte[][] headerContents;
    private final @Nullable String error;
    private final @Nullable String replayId;
    private final long sequence;
    private final @Nullable InjectedFault injected;
    private final int weight;

    /**
     * A message that has been read through.
     *
     * @param headerNames may be shared with other messages, as may contents
     * @param headerContents as many; null where a header has none
     */
    ReceivedMessage(
            ConsumerRecord<byte[], ?> received,
            @Nullable Slice value,
            String[] headerNames,
            byte[][] headerContents,
            @Nullable String error,
            @Nullable String replayId,
            long sequence,
            @Nullable InjectedFault injected) {
        this.partition = received.partition();
        this.offset = received.offset();
        this.timestamp = received.timestamp();
        this.key = received.key();
        this.value = value;
        this.headerNames = headerNames;
        this.headerContents = headerContents;
        this.error = error;
        this.replayId = replayId;
        this.sequence = sequence;
        this.injected = injected;
        this.weight = weight(key, value, headerNames, headerContents);
    }

    /** Reads a record once, through: its headers, and whether its value is a call. */
    public static ReceivedMessage of(ConsumerRecord<byte[], byte @Nullable []> received) {
        byte[] value = received.value();
        return new MessageReader().read(received, value == null ? null : Slice.of(value));
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
        return value == null ? null : new String(value.bytes(), value.start(), value.length(), StandardCharsets.UTF_8);
    }

    /** The key as Kafka holds it; not to be changed. */
    public byte @Nullable [] rawKey() {
        return key;
    }

    /** The value as Kafka holds it; not to be changed. */
    public byte @Nullable [] rawValue() {
        return value == null ? null : value.alone();
    }

    /** The headers as Kafka holds them, in order. */
    public List<Header> rawHeaders() {
        List<Header> headers = new ArrayList<>(headerNames.length);
        for (int i = 0; i < headerNames.length; i++) {
            headers.add(new RecordHeader(headerNames[i], headerContents[i]));
        }
        return headers;
    }

    /** Whether the value's text holds this one, given in UTF-8. */
    public boolean contains(byte[] part) {
        if (value == null) {
            return false;
        }
        int last = value.start() + value.length() - part.length;
        for (int from = value.start(); from <= last; from++) {
            if (startsAt(value.bytes(), from, part)) {
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
        for (int i = 0; i < headerNames.length; i++) {
            texts.put(headerNames[i], text(headerContents[i]));
        }
        return texts;
    }

    /** The call; null where the message is malformed. */
    public @Nullable CallForService call() {
        if (error != null) {
            return null;
        }
        try {
            return CallJson.read(rawValue());
        } catch (UnreadableCallException impossible) {
            throw new IllegalStateException("a message that was valid is so no more", impossible);
        }
    }

    /** About how much memory the message takes, in bytes. */
    public int weight() {
        return weight;
    }

    private static int weight(
            byte @Nullable [] key, @Nullable Slice value, String[] headerNames, byte[][] headerContents) {
        int weight = OVERHEAD_BYTES + length(key) + (value == null ? 0 : value.bytes().length);
        for (int i = 0; i < headerNames.length; i++) {
            weight += 2 * OVERHEAD_BYTES / 3 + headerNames[i].length() + length(headerContents[i]);
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
