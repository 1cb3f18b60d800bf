package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A replay without a pace that is long enough to be read ahead. */
class ReplayWorkerReadAheadTests extends WorkerScene {
    private static final int CALLS = 10_000;

    @AfterEach
    void noThreadIsLeft() {
        assertThat(aheadThreads()).isEmpty();
    }

    @Test
    void itsMessagesKeepTheirOrder() {
        AtomicReference<List<String>> threads = new AtomicReference<>();
        FakeDataset dataset = FakeDataset.ofCalls(CALLS).after(5_000, () -> threads.set(aheadThreads()));
        Replay replay = replay(spec(UNLIMITED, 10, 9_000L, 2));

        run(replay, dataset);

        assertThat(threads.get()).hasSize(1);
        assertExactlyOnce(replay, 18_000);
        assertThat(publisher.keys())
                .containsExactlyElementsOf(IntStream.range(0, 18_000)
                        .mapToObj(i -> Integer.toString(i % 9_000 + 11))
                        .toList());
    }

    @Test
    void aShortOneNeedsNoThread() {
        AtomicReference<List<String>> threads = new AtomicReference<>();

        run(
                replay(spec(UNLIMITED, 0, null, 1)),
                FakeDataset.ofCalls(900).after(900, () -> threads.set(aheadThreads())));

        assertThat(threads.get()).isEmpty();
    }

    @Test
    void whatKafkaLosesIsReadOnceMoreFromWhereItIsCommitted() {
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));
        FakeDataset dataset = FakeDataset.ofCalls(CALLS)
                // each change of pace is committed
                .after(3_000, () -> replay.life().changePace(UNLIMITED))
                .after(6_000, () -> publisher.failSends(1))
                .after(9_000, () -> publisher.failSends(2));

        run(replay, dataset);

        assertThat(dataset.opened()).isGreaterThan(1);
        assertExactlyOnce(replay, CALLS);
        assertThat(ReplayView.of(replay).read()).isEqualTo(CALLS);
        assertThat(dataset.allClosed()).isTrue();
    }

    @Test
    void aDatasetThatCannotBeReadOnFailsItBehindItsLastRecord() {
        FakeDataset dataset = FakeDataset.ofCalls(CALLS).withRejected("last").failingAtItsEnd("the disk is gone");
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));

        run(replay, dataset);

        assertThat(replay.state()).isEqualTo(ReplayState.FAILED);
        assertThat(replay.life().failure()).contains("the disk is gone");
        assertThat(publisher.sent()).hasSize(CALLS);
        assertThat(ReplayView.of(replay))
                .extracting(ReplayView::read, ReplayView::rejected, ReplayView::acknowledged)
                .containsExactly(CALLS + 1L, 1L, (long) CALLS);
    }

    @Test
    void whatWasReadAheadOfACancellationIsNotRead() {
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));

        run(replay, FakeDataset.ofCalls(CALLS).after(6_000, () -> replay.life().cancel()));

        assertThat(replay.state()).isEqualTo(ReplayState.CANCELLED);
        assertThat(publisher.sent()).hasSizeBetween(4_900, 6_000);
        assertThat(ReplayView.of(replay))
                .extracting(ReplayView::read, ReplayView::acknowledged)
                .containsOnly((long) publisher.sent().size());
    }

    @Test
    void whileItIsPausedNothingMoreIsRead() {
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));
        ReplayView[] paused = new ReplayView[1];
        int[] sent = new int[1];
        ticker.at(Duration.ofHours(1), () -> {
            paused[0] = ReplayView.of(replay);
            sent[0] = publisher.sent().size();
            replay.life().resume();
        });

        run(replay, FakeDataset.ofCalls(CALLS).after(6_000, () -> replay.life().pause()));

        assertThat(sent[0]).isBetween(4_900, 6_000);
        assertThat(paused[0])
                .extracting(ReplayView::read, ReplayView::sent, ReplayView::acknowledged)
                .containsOnly((long) sent[0]);
        assertThat(paused[0].percentComplete()).isEqualTo(100.0 * sent[0] / CALLS);
        assertExactlyOnce(replay, CALLS);
    }

    @Test
    void aPaceThatComesLaterHoldsForWhatWasReadAhead() {
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));
        FakeDataset dataset =
                FakeDataset.ofCalls(CALLS).after(6_000, () -> replay.life().changePace(new Pace.Steady(1_000)));

        run(replay, dataset);

        assertExactlyOnce(replay, CALLS);
        assertThat(publisher.sent().get(CALLS - 1).nanos()).isBetween(millis(3_900), millis(5_200));
    }

    private static List<String> aheadThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.endsWith("-ahead"))
                .toList();
    }
}
