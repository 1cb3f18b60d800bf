package dev.sfcrime.verify.messages;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallForService;
import dev.sfcrime.verify.topic.ReceivedMessage;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message as users see it.
 *
 * @param partition its partition
 * @param offset its offset there
 * @param timestamp Kafka's timestamp
 * @param key its key as text
 * @param headers its headers as text
 * @param valid whether it is a call
 * @param error why it is none; null where it is one
 * @param call the fields that it has, by their wire names; null where it is no call
 * @param raw the value as text, where it is no call; null for a tombstone
 */
@Schema(name = "Message", description = "A message as Kafka holds it")
record MessageView(
        @Schema(example = "2") int partition,
        @Schema(example = "48211") long offset,
        @Schema(example = "2026-11-20T12:00:00.125Z") Instant timestamp,
        @Schema(example = "183652851") @Nullable String key,

        @Schema(
                description = "Headers as text",
                example = "{\"replay-id\": \"0c5bb3a2-6a53-4a6a-8a56-1f5e1f0b8f6e\", \"replay-sequence\": \"192844\"}")
        Map<String, @Nullable String> headers,

        @Schema(description = "Whether the value is a call") boolean valid,

        @Schema(description = "Why the value is no call; null where it is one", example = "null") @Nullable
        String error,

        @Schema(
                description = "The call, with the dataset's own names; null where the message is malformed",
                example = "{\"crime_id\": \"183652851\", \"original_crime_type_name\": \"Passing Call\","
                        + " \"call_date_time\": \"2018-12-31T23:57:00.000\", \"disposition\": \"HAN\"}")
        @Nullable
        Map<String, String> call,

        @Schema(description = "The value as text where the message is malformed, else null", example = "null") @Nullable
        String raw) {

    static MessageView of(ReceivedMessage message) {
        CallForService call = message.call();
        return new MessageView(
                message.partition(),
                message.offset(),
                Instant.ofEpochMilli(message.timestamp()),
                message.key(),
                message.headers(),
                message.valid(),
                message.error(),
                call == null ? null : fields(call),
                call == null ? message.text() : null);
    }

    private static Map<String, String> fields(CallForService call) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (CallField field : CallField.values()) {
            String text = call.text(field);
            if (text != null) {
                fields.put(field.wireName(), text);
            }
        }
        return fields;
    }
}
