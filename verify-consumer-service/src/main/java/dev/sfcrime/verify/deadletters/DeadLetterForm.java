package dev.sfcrime.verify.deadletters;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.wire.DeadLetterHeaders;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What a malformed message looks like as a dead letter. */
final class DeadLetterForm {
    /** The largest letter that is routed as a whole, in bytes: what the topic takes where it is created here. */
    static final int LARGEST = 17 << 20;

    /** How much of a value, in bytes, is kept of one that is too large. */
    static final int BEGINNING = 512 << 10;

    /** A key or header that is larger is left out of a letter that is cut. */
    private static final int LARGEST_PART_OF_CUT = 16 << 10;

    private static final int MOST_HEADERS_OF_CUT = 16;

    private DeadLetterForm() {}

    /** The letter of this number; goes into the topic's only partition. */
    static ProducerRecord<byte[], byte[]> of(PendingLetter letter, long number, String sourceTopic, String topic) {
        ReceivedMessage message = letter.message();
        byte @Nullable [] value = message.rawValue();
        boolean cut = letter.cut();
        ProducerRecord<byte[], byte[]> form = new ProducerRecord<>(
                topic,
                0,
                cut && length(message.rawKey()) > LARGEST_PART_OF_CUT ? null : message.rawKey(),
                cut && value != null ? Arrays.copyOf(value, Math.min(value.length, BEGINNING)) : value);
        Headers headers = form.headers();
        message.rawHeaders().stream()
                .filter(header -> !cut || length(header.value()) + header.key().length() <= LARGEST_PART_OF_CUT)
                .limit(cut ? MOST_HEADERS_OF_CUT : Long.MAX_VALUE)
                .forEach(headers::add);
        add(headers, DeadLetterHeaders.REASON, String.valueOf(message.error()));
        add(headers, DeadLetterHeaders.NUMBER, Long.toString(number));
        add(headers, DeadLetterHeaders.SOURCE_TOPIC, sourceTopic);
        add(headers, DeadLetterHeaders.SOURCE_PARTITION, Integer.toString(message.partition()));
        add(headers, DeadLetterHeaders.SOURCE_OFFSET, Long.toString(message.offset()));
        add(headers, DeadLetterHeaders.SOURCE_TIMESTAMP, Long.toString(message.timestamp()));
        if (cut) {
            add(headers, DeadLetterHeaders.FULL_LENGTH, Integer.toString(length(value)));
        }
        return form;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The last header of this name as text; null where there is none. */
    static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The last header of this name as a number from 0; -1 where there is none. */
    static long number(Headers headers, String name) {
        String digits = text(headers, name);
        return digits != null && digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }
}
