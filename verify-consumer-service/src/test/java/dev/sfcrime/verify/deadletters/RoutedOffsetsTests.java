package dev.sfcrime.verify.deadletters;

import java.util.List;
import java.util.Map;

import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.verify.topic.TestMessages;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoutedOffsetsTests {
    private static final TopicPartition PARTITION = new TopicPartition("calls", 0);

    private final Uuid topicId = Uuid.randomUuid();
    private final ReceivedMessage first = TestMessages.ofValue("no call");
    private final ReceivedMessage second = TestMessages.ofValue("no call");

    @Test
    void whatLiesBeforeTheCommittedOffsetHasBeenRouted() {
        RoutedOffsets routed = RoutedOffsets.of(
                topicId, Map.of(PARTITION, new OffsetAndMetadata(second.offset(), topicId.toString())));

        assertThat(routed.unroutedOf(letters(first, second)))
                .extracting(PendingLetter::message)
                .containsExactly(second);
    }

    @Test
    void offsetsOfAnotherTopicOfThatNameSayNothing() {
        RoutedOffsets routed = RoutedOffsets.of(
                topicId,
                Map.of(
                        PARTITION,
                        new OffsetAndMetadata(
                                second.offset() + 1, Uuid.randomUuid().toString())));

        assertThat(routed.unroutedOf(letters(first, second))).hasSize(2);
        assertThat(routed.toCommit("calls")).isEmpty();
    }

    @Test
    void whatIsReadAgainIsRoutedOnce() {
        RoutedOffsets none = RoutedOffsets.of(topicId, Map.of());

        assertThat(none.unroutedOf(letters(first, second, first, second)))
                .extracting(PendingLetter::message)
                .containsExactly(first, second);
    }

    @Test
    void theOffsetAfterTheLastIsCommittedUnderTheTopicsId() {
        RoutedOffsets routed = RoutedOffsets.of(topicId, Map.of()).with(letters(first, second));

        assertThat(routed.toCommit("calls"))
                .isEqualTo(Map.of(PARTITION, new OffsetAndMetadata(second.offset() + 1, topicId.toString())));
    }

    private List<PendingLetter> letters(ReceivedMessage... messages) {
        return List.of(messages).stream()
                .map(message -> new PendingLetter(topicId, message))
                .toList();
    }
}
