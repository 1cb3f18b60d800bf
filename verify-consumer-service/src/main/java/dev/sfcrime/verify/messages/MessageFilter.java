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

    /** A test for messages; what is cheap is tested first, and only what is left gets parsed. */
    Predicate<ReceivedMessage> asTest() {
        Predicate<ReceivedMessage> test = message -> true;
        if (partition != null) {
            int wanted = partition;
            test = test.and(message -> message.partition() == wanted);
        }
        if (given(replayId)) {
            test = test.and(message -> replayId.equals(message.replayId()));
        }
        if (given(contains)) {
            byte[] text = contains.getBytes(StandardCharsets.UTF_8);
            test = test.and(message -> message.contains(text));
        }
        if (given(crimeType) || given(disposition)) {
            test = test.and(this::isOfCallWanted);
        }
        return test;
    }

    private boolean isOfCallWanted(ReceivedMessage message) {
        CallForService call = message.call();
        return call != null
                && (!given(crimeType) || crimeType.equals(call.originalCrimeTypeName()))
                && (!given(disposition) || disposition.equals(call.disposition()));
    }

    private static boolean given(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
