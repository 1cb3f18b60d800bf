package dev.sfcrime.verify.messages;

import java.time.Duration;

import dev.sfcrime.verify.topic.ReceivedMessage;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static dev.sfcrime.verify.topic.TestMessages.batch;
import static dev.sfcrime.verify.topic.TestMessages.ofValue;
import static org.assertj.core.api.Assertions.assertThat;

class RecentMessagesTests {
    private final RecentMessages recent = bufferOf(3, DataSize.ofMegabytes(1));

    static RecentMessages bufferOf(int capacity, DataSize memory) {
        return new RecentMessages(
                new MessagesProperties(capacity, memory, Duration.ofMillis(1), Duration.ofSeconds(1)));
    }

    @Test
    void keepsTheNewestAndCountsWhatFellOut() {
        recent.received(batch(ofValue("1"), ofValue("2"), ofValue("3"), ofValue("4")));
        recent.received(batch(ofValue("5")));

        RecentMessages.Snapshot snapshot = recent.snapshot();

        assertThat(snapshot.newestFirst()).extracting(ReceivedMessage::text).containsExactly("5", "4", "3");
        assertThat(snapshot.dropped()).isEqualTo(2);
    }

    @Test
    void keepsFewerWhereMessagesAreLarge() {
        RecentMessages small = bufferOf(1000, DataSize.ofMegabytes(2));
        String large = "x".repeat(900 * 1024);

        small.received(batch(ofValue(large), ofValue(large), ofValue(large), ofValue("small")));

        assertThat(small.snapshot().newestFirst()).hasSize(3);
        assertThat(small.snapshot().dropped()).isEqualTo(1);
    }

    @Test
    void aMessageLargerThanTheBufferIsDroppedAtOnce() {
        RecentMessages small = bufferOf(1000, DataSize.ofKilobytes(1));

        small.received(batch(ofValue("x".repeat(2000))));

        assertThat(small.snapshot().newestFirst()).isEmpty();
        assertThat(small.snapshot().dropped()).isEqualTo(1);
    }

    @Test
    void aTailGoesOnFromItsPlace() {
        recent.received(batch(ofValue("1"), ofValue("2")));
        long place = recent.nextPlace();
        recent.received(batch(ofValue("3"), ofValue("4")));

        RecentMessages.Addition addition = recent.addedSince(place);

        assertThat(addition.oldestFirst()).extracting(ReceivedMessage::text).containsExactly("3", "4");
        assertThat(addition.missed()).isZero();
        assertThat(recent.addedSince(place + 2).oldestFirst()).isEmpty();
    }

    @Test
    void aTailThatIsTooSlowLearnsHowManyItMissed() {
        long place = recent.nextPlace();
        recent.received(batch(ofValue("1"), ofValue("2"), ofValue("3"), ofValue("4"), ofValue("5")));

        RecentMessages.Addition addition = recent.addedSince(place);

        assertThat(addition.oldestFirst()).extracting(ReceivedMessage::text).containsExactly("3", "4", "5");
        assertThat(addition.missed()).isEqualTo(2);
    }

    @Test
    void startingOverEmptiesTheBufferAndKeepsThePlaces() {
        recent.received(batch(ofValue("1")));
        long place = recent.nextPlace();

        recent.startedOver();
        recent.received(batch(ofValue("2")));

        assertThat(recent.addedSince(place).oldestFirst())
                .extracting(ReceivedMessage::text)
                .containsExactly("2");
        assertThat(recent.snapshot().dropped()).isZero();
    }
}
