package dev.sfcrime.verify.reconcile;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.sfcrime.verify.topic.ReadBatch;
import dev.sfcrime.wire.ReplayProgress.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressBookTests {
    private static final Instant START = Instant.parse("2026-11-20T16:00:00Z");
    private static final EndOffsets ENDS = new EndOffsets(Map.of(0, 7L));
    private static final List<ReadBatch.Position> AT_END = List.of(new ReadBatch.Position(0, 0, 9, 9));

    private Optional<EndOffsets> kafka = Optional.of(ENDS);
    private int asked;
    private final ProgressBook book = new ProgressBook(
            new ReconcileProperties(
                    "",
                    Duration.ofSeconds(1),
                    URI.create("http://127.0.0.1:1"),
                    "",
                    Duration.ofSeconds(1),
                    "progress",
                    3),
            () -> {
                asked++;
                return kafka;
            });

    @Test
    void theNewestProgressOfAReplayStands() {
        read(progress("a", State.RUNNING, 0, 5), progress("a", State.PAUSED, 0, 9));

        assertThat(book.entry("a")).get().satisfies(entry -> {
            assertThat(entry.replay().sent()).isEqualTo(9);
            assertThat(entry.replay().state()).isEqualTo(State.PAUSED);
            assertThat(entry.ends()).isNull();
        });
        assertThat(asked).isZero();
    }

    @Test
    void anEndedReplayGetsTheEndsOnce() {
        read(progress("a", State.COMPLETED, 0, 5), progress("b", State.CANCELLED, 0, 5));
        read();

        assertThat(book.entry("a")).get().extracting(ProgressBook.Entry::ends).isEqualTo(ENDS);
        assertThat(book.entry("b")).get().extracting(ProgressBook.Entry::ends).isEqualTo(ENDS);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void kafkaIsAskedAgainUntilItAnswers() {
        kafka = Optional.empty();
        read(progress("a", State.COMPLETED, 0, 5));
        Optional<ProgressBook.Entry> before = book.entry("a");
        kafka = Optional.of(ENDS);

        read();

        assertThat(before).get().extracting(ProgressBook.Entry::ends).isNull();
        assertThat(book.entry("a")).get().extracting(ProgressBook.Entry::ends).isEqualTo(ENDS);
    }

    @Test
    void anotherTopicOfCallsHasOtherEnds() {
        read(progress("a", State.COMPLETED, 0, 5));
        kafka = Optional.of(new EndOffsets(Map.of(0, 1L)));

        book.forgetEnds();
        Optional<ProgressBook.Entry> forgotten = book.entry("a");
        read();

        assertThat(forgotten).get().extracting(ProgressBook.Entry::ends).isNull();
        assertThat(book.entry("a")).get().extracting(ProgressBook.Entry::ends).isEqualTo(kafka.get());
    }

    @Test
    void aTombstoneRemovesAReplay() {
        read(progress("a", State.COMPLETED, 0, 5), new TestProgress.Message("a", null));

        assertThat(book.entry("a")).isEmpty();
        assertThat(asked).isZero();
    }

    @Test
    void whatIsNoProgressIsPassedOver() {
        read(
                progress("a", State.RUNNING, 0, 5),
                new TestProgress.Message("a", "no JSON"),
                new TestProgress.Message("a", ""),
                new TestProgress.Message("other", json("a", State.RUNNING, 0, 6)),
                new TestProgress.Message(null, json("b", State.RUNNING, 0, 6)),
                progress("x".repeat(129), State.RUNNING, 0, 6),
                progress("c", State.RUNNING, 0, 5));

        assertThat(book.entry("a"))
                .get()
                .extracting(entry -> entry.replay().sent())
                .isEqualTo(5L);
        assertThat(book.newest(10)).extracting(SentReplay::replayId).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void theReplayThatToldNothingForLongestIsForgotten() {
        read(
                progress("a", State.RUNNING, 1, 5),
                progress("b", State.RUNNING, 2, 5),
                progress("c", State.RUNNING, 3, 5),
                progress("a", State.RUNNING, 1, 6),
                progress("d", State.RUNNING, 4, 5));

        assertThat(book.newest(10)).extracting(SentReplay::replayId).containsExactly("d", "c", "a");
        assertThat(book.newest(2)).extracting(SentReplay::replayId).containsExactly("d", "c");
    }

    @Test
    void allIsReadOnceTheEndWasReached() {
        book.received(
                TestProgress.records(progress("a", State.RUNNING, 0, 5)), List.of(new ReadBatch.Position(0, 0, 1, 9)));
        boolean underway = book.isReadToEnd();
        read();
        boolean reached = book.isReadToEnd();
        book.startedOver();

        assertThat(underway).isFalse();
        assertThat(reached).isTrue();
        assertThat(book.isReadToEnd()).isFalse();
        assertThat(book.newest(10)).isEmpty();
    }

    private static TestProgress.Message progress(String replayId, State state, int startedAfter, long sent) {
        return new TestProgress.Message(replayId, json(replayId, state, startedAfter, sent));
    }

    private static String json(String replayId, State state, int startedAfter, long sent) {
        return TestProgress.json(replayId, state, START.plusSeconds(startedAfter), sent);
    }

    private void read(TestProgress.Message... progress) {
        book.received(TestProgress.records(progress), AT_END);
    }
}
