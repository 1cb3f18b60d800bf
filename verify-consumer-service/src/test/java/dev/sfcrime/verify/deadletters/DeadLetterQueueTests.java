package dev.sfcrime.verify.deadletters;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.verify.topic.TestMessages;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static dev.sfcrime.verify.topic.TestMessages.batch;
import static dev.sfcrime.verify.topic.TestMessages.ofValue;
import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterQueueTests {
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Uuid topicId = Uuid.randomUuid();

    @Test
    void onlyMalformedMessagesAreTakenInOrder() throws InterruptedException {
        DeadLetterQueue queue = queue(10, DataSize.ofMegabytes(1));
        queue.received(batch(ofValue("a"), ofValue(TestMessages.call("Passing Call", "HAN")), ofValue("b")));

        List<PendingLetter> taken = queue.take(LONG, SOON);

        assertThat(taken).extracting(letter -> letter.message().text()).containsExactly("a", "b");
        assertThat(taken).extracting(PendingLetter::topicId).containsOnly(topicId);
        assertThat(queue.take(SOON, SOON)).isEmpty();
    }

    @Test
    void theReaderWaitsForRoomAndNothingIsLost() throws InterruptedException {
        DeadLetterQueue queue = queue(2, DataSize.ofMegabytes(1));
        CompletableFuture<Void> reading =
                CompletableFuture.runAsync(() -> queue.received(batch(ofValue("a"), ofValue("b"), ofValue("c"))));

        assertThat(queue.take(LONG, LONG)).hasSize(1);
        assertThat(queue.take(LONG, LONG)).hasSize(1);
        assertThat(queue.take(LONG, LONG))
                .extracting(letter -> letter.message().text())
                .containsExactly("c");
        assertThat(reading).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void largeMessagesAreBoundedByMemoryYetEachFitsAlone() throws InterruptedException {
        DeadLetterQueue queue = queue(100, DataSize.ofKilobytes(1));
        String large = "x".repeat(5000);
        CompletableFuture<Void> reading =
                CompletableFuture.runAsync(() -> queue.received(batch(ofValue(large), ofValue(large))));

        assertThat(queue.take(LONG, LONG)).hasSize(1);
        assertThat(queue.take(LONG, LONG)).hasSize(1);
        assertThat(reading).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void aReaderThatIsToStopIsLetGo() {
        DeadLetterQueue queue = queue(1, DataSize.ofMegabytes(1));
        CompletableFuture<Void> reading =
                CompletableFuture.runAsync(() -> queue.received(batch(ofValue("a"), ofValue("b"))));

        queue.stopping();

        assertThat(reading).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void whereNobodyRoutesNobodyWaits() throws InterruptedException {
        DeadLetterQueue queue = queue(1, DataSize.ofMegabytes(1));
        queue.close();

        queue.received(batch(ofValue("a"), ofValue("b")));

        assertThat(queue.take(LONG, LONG)).isEmpty();
    }

    @Test
    void messagesOfTwoTopicsAreNotTakenTogether() throws InterruptedException {
        DeadLetterQueue queue = queue(10, DataSize.ofMegabytes(1));
        queue.received(batch(ofValue("old")));
        queue.reading(Uuid.randomUuid());
        queue.received(batch(ofValue("new")));

        assertThat(queue.take(LONG, SOON)).extracting(PendingLetter::topicId).containsExactly(topicId);
        assertThat(queue.take(LONG, SOON))
                .extracting(letter -> letter.message().text())
                .containsExactly("new");
    }

    private DeadLetterQueue queue(int capacity, DataSize memory) {
        DeadLetterQueue queue = new DeadLetterQueue(
                new DeadLetterProperties("calls.dlq", (short) 1, "dead-letters", SOON, capacity, memory, LONG, 100));
        queue.reading(topicId);
        return queue;
    }
}
