package dev.sfcrime.verify.messages;

import dev.sfcrime.verify.topic.ReceivedMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static dev.sfcrime.verify.topic.TestMessages.call;
import static dev.sfcrime.verify.topic.TestMessages.ofReplay;
import static dev.sfcrime.verify.topic.TestMessages.ofValue;
import static org.assertj.core.api.Assertions.assertThat;

class MessageFilterTests {
    private final ReceivedMessage passingCall = ofValue(2, call("Passing Call", "HAN"));
    private final ReceivedMessage malformed = ofValue("Passing Call HAN straße");
    private final ReceivedMessage replayed = ofReplay("r-1", 1, 0);

    @Test
    void withoutAnyWishEveryMessagePasses() {
        assertThat(filter(null, null, null, null, null).asTest()).accepts(passingCall, malformed, replayed);
        assertThat(filter("", "", "", null, "").asTest()).accepts(passingCall, malformed, replayed);
    }

    @Test
    void crimeTypeAndDispositionMatchExactlyAndCallsOnly() {
        assertThat(filter("Passing Call", null, null, null, null).asTest())
                .accepts(passingCall)
                .rejects(malformed);
        assertThat(filter("Passing", null, null, null, null).asTest()).rejects(passingCall);
        assertThat(filter(null, "HAN", null, null, null).asTest())
                .accepts(passingCall)
                .rejects(malformed);
        assertThat(filter("Passing Call", "GOA", null, null, null).asTest()).rejects(passingCall);
    }

    @Test
    void replayAndPartitionMatch() {
        assertThat(filter(null, null, "r-1", null, null).asTest())
                .accepts(replayed)
                .rejects(passingCall, malformed);
        assertThat(filter(null, null, null, 2, null).asTest())
                .accepts(passingCall)
                .rejects(malformed, replayed);
    }

    @Test
    void textIsFoundAnywhereInTheRawValue() {
        assertThat(filter(null, null, null, null, "straße").asTest())
                .accepts(malformed)
                .rejects(passingCall);
        assertThat(filter(null, null, null, null, "HAN\"}").asTest())
                .accepts(passingCall)
                .rejects(malformed);
        assertThat(filter(null, null, null, null, "x".repeat(200)).asTest()).rejects(passingCall);
    }

    private static MessageFilter filter(
            @Nullable String crimeType,
            @Nullable String disposition,
            @Nullable String replayId,
            @Nullable Integer partition,
            @Nullable String contains) {
        return new MessageFilter(crimeType, disposition, replayId, partition, contains);
    }
}
