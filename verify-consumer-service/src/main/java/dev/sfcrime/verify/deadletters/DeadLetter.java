package dev.sfcrime.verify.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.sfcrime.wire.DeadLetterHeaders;
import io.swagger.v3.oas.annotations.media.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as users see it.
 *
 * @param offset its place in the topic of dead letters
 * @param timestamp when it was written there
 * @param reason why the message is no call
 * @param source where the message lies
 * @param key its key as text
 * @param headers its own headers as text, without those of the dead letter
 * @param raw its value as text
 * @param length how long the value is, in bytes
 * @param truncated whether {@code raw} is only the value's beginning
 */
@Schema(description = "A message that is no call, as it lies in the topic of dead letters")
record DeadLetter(
        @Schema(description = "Its place in the topic of dead letters", example = "17")
        long offset,

        @Schema(description = "When it was written there", example = "2026-11-20T12:00:00.250Z")
        Instant timestamp,

        @Schema(description = "Why the message is no call", example = "the message is no JSON") @Nullable
        String reason,

        @Schema(description = "Where the message lies") Source source,

        @Schema(description = "The message's key as text", example = "183652851") @Nullable
        String key,

        @Schema(
                description = "The message's headers as text",
                example = "{\"replay-id\": \"0c5bb3a2-6a53-4a6a-8a56-1f5e1f0b8f6e\", \"replay-sequence\": \"192844\"}")
        Map<String, @Nullable String> headers,

        @Schema(
                description = "The message's value as text, null for a message without one. In a list no more than"
                        + " its first 4 KiB, of the key too, and 256 bytes of each header; a single letter has the"
                        + " whole. Bytes that are no UTF-8 show as replacement characters",
                example = "{\"crime_id\": 183652851}")
        @Nullable
        String raw,

        @Schema(description = "How long the message's value is, in bytes", example = "23")
        long length,

        @Schema(description = "Whether `raw` is only the value's beginning")
        boolean truncated) {

    /** How much of a text a list shows, in bytes. */
    static final int EXCERPT = 4 << 10;

    private static final int HEADER_EXCERPT = 256;
    private static final int MOST_HEADERS_OF_EXCERPT = 64;

    private static final Set<String> OWN_HEADERS = Set.of(
            DeadLetterHeaders.REASON,
            DeadLetterHeaders.NUMBER,
            DeadLetterHeaders.SOURCE_TOPIC,
            DeadLetterHeaders.SOURCE_PARTITION,
            DeadLetterHeaders.SOURCE_OFFSET,
            DeadLetterHeaders.SOURCE_TIMESTAMP,
            DeadLetterHeaders.FULL_LENGTH);

    /**
     * Where the message lies.
     *
     * @param topic its topic
     * @param partition its partition
     * @param offset its offset there
     * @param timestamp when it came to Kafka
     */
    @Schema(name = "DeadLetterSource", description = "Where the message lies; null what the dead letter does not tell")
    record Source(
            @Schema(example = "police-department-calls-for-service") @Nullable
            String topic,

            @Schema(example = "2") @Nullable Integer partition,
            @Schema(example = "48211") @Nullable Long offset,

            @Schema(example = "2026-11-20T12:00:00.125Z") @Nullable
            Instant timestamp) {

        static Source of(Headers headers) {
            long partition = DeadLetterForm.number(headers, DeadLetterHeaders.SOURCE_PARTITION);
            long offset = DeadLetterForm.number(headers, DeadLetterHeaders.SOURCE_OFFSET);
            long timestamp = DeadLetterForm.number(headers, DeadLetterHeaders.SOURCE_TIMESTAMP);
            return new Source(
                    DeadLetterForm.text(headers, DeadLetterHeaders.SOURCE_TOPIC),
                    partition < 0 ? null : (int) partition,
                    offset < 0 ? null : offset,
                    timestamp < 0 ? null : Instant.ofEpochMilli(timestamp));
        }
    }

    /** The letter with all its text. */
    static DeadLetter whole(ConsumerRecord<byte[], byte @Nullable []> letter) {
        return of(letter, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** The letter with no more than the beginnings of its texts. */
    static DeadLetter excerpt(ConsumerRecord<byte[], byte @Nullable []> letter) {
        return of(letter, EXCERPT, HEADER_EXCERPT, MOST_HEADERS_OF_EXCERPT);
    }

    private static DeadLetter of(
            ConsumerRecord<byte[], byte @Nullable []> letter, int most, int mostOfHeader, int mostHeaders) {
        Headers headers = letter.headers();
        Map<String, @Nullable String> own = new LinkedHashMap<>();
        for (Header header : headers) {
            if (!OWN_HEADERS.contains(header.key()) && own.size() < mostHeaders) {
                String name = header.key();
                own.put(name.substring(0, Math.min(name.length(), mostOfHeader)), text(header.value(), mostOfHeader));
            }
        }
        byte @Nullable [] value = letter.value();
        long held = value == null ? 0 : value.length;
        long length = Math.max(held, DeadLetterForm.number(headers, DeadLetterHeaders.FULL_LENGTH));
        return new DeadLetter(
                letter.offset(),
                Instant.ofEpochMilli(letter.timestamp()),
                DeadLetterForm.text(headers, DeadLetterHeaders.REASON),
                Source.of(headers),
                text(letter.key(), most),
                own,
                text(value, most),
                length,
                length > Math.min(held, most));
    }

    /** No more than so many bytes as text, without half a character at the end. */
    private static @Nullable String text(byte @Nullable [] bytes, int most) {
        if (bytes == null) {
            return null;
        }
        int end = Math.min(bytes.length, most);
        for (int back = 0; back < 3 && end < bytes.length && end > 0 && (bytes[end] & 0xC0) == 0x80; back++) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
