package dev.sfcrime.verify.messages;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.verify.topic.ReceivedMessage;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are wanted; whatever is null or empty does not matter.
 *
 * @param crimeType exactly this crime type
 * @param disposition exactly this disposition
 * @param replayId of this replay
 * @param partition in this partition
 * @param contains with this text in the value
 */
record MessageFilter(
        @Parameter(description = "Exactly this crime type", example = "Passing Call") @Nullable
        String crimeType,

        @Parameter(description = "Exactly this disposition code", example = "HAN") @Nullable
        String disposition,

        @Parameter(description = "Sent by this replay") @Nullable
        String replayId,

        @Parameter(description = "In this partition", example = "0") @PositiveOrZero @Nullable
        Integer partition,

        @Parameter(description = "With this text anywhere in the message's value, in the same case", example = "Market")
        @Size(max = 200)
        @Nullable
        String contains) {

    MessageFilter {
        crimeType = givenOrNull(crimeType);
        disposition = givenOrNull(disposition);
        replayId = givenOrNull(replayId);
        contains = givenOrNull(contains);
    }

    private static @Nullable String givenOrNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** A test for messages; what is cheap is tested first, and only what is left gets parsed. */
    Predicate<ReceivedMessage> asTest() {
        byte @Nullable [] text = contains == null ? null : contains.getBytes(StandardCharsets.UTF_8);
        return message -> (partition == null || partition == message.partition())
                && (replayId == null || replayId.equals(message.replayId()))
                && (text == null || message.contains(text))
                && isOfCallWanted(message);
    }

    private boolean isOfCallWanted(ReceivedMessage message) {
        if (crimeType == null && disposition == null) {
            return true;
        }
        CallForService call = message.call();
        return call != null
                && (crimeType == null || crimeType.equals(call.originalCrimeTypeName()))
                && (disposition == null || disposition.equals(call.disposition()));
    }
}
