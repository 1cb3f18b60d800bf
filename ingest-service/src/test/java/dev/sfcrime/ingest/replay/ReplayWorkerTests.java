package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.sfcrime.ingest.dataset.RejectedRecord;
import dev.sfcrime.wire.ReplayProgress;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayWorkerTests extends WorkerScene {
    @Test
    void sendsEveryRecordInOrderAndCompletes() {
        FakeDataset dataset = FakeDataset.ofCalls(3);
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));

        run(replay, dataset);

        assertThat(publisher.keys()).containsExactly("1", "2", "3");
        ReplayView view = ReplayView.of(replay);
        assertThat(view.state()).isEqualTo(ReplayState.COMPLETED);
        assertThat(view.read()).isEqualTo(3);
        assertThat(view.sent()).isEqualTo(3);
        assertThat(view.acknowledged()).isEqualTo(3);
        assertThat(view.totalRecords()).isEqualTo(3);
        assertThat(view.percentComplete()).isEqualTo(100);
        assertThat(view.lastEventTime()).isEqualTo(FakeDataset.FIRST.minusMinutes(2));
        assertThat(view.finishedAt()).isNotNull();
        assertThat(view.failure()).isNull();
        assertThat(view.actions()).isEmpty();
        assertThat(dataset.allClosed()).isTrue();
        assertThat(publisher.openSessions()).isZero();
    }

    @Test
    void countsEveryRejectedRecordAndKeepsTheFirst() {
        FakeDataset dataset = FakeDataset.ofCalls(1)
                .withRejected("first")
                .withRejected("second")
                .withRejected("third");
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));

        run(replay, dataset);

        assertThat(ReplayView.of(replay))
                .extracting(ReplayView::read, ReplayView::rejected, ReplayView::sent)
                .containsExactly(4L, 3L, 1L);
        assertThat(replay.rejectedRecords().first(10))
                .extracting(RejectedRecord::reason)
                .containsExactly("first", "second");
    }

    @Test
    void sendsTheSliceAsOftenAsAskedFor() {
        FakeDataset dataset = FakeDataset.ofCalls(5);
        Replay replay = replay(spec(UNLIMITED, 1, 2L, 3));

        run(replay, dataset);

        assertThat(publisher.keys()).containsExactly("2", "3", "2", "3", "2", "3");
        assertThat(replay.progress().total()).isEqualTo(6);
        assertThat(dataset.opened()).isEqualTo(3);
        assertThat(dataset.allClosed()).isTrue();
    }

    @Test
    void repeatsUntilCancelled() {
        FakeDataset dataset = FakeDataset.ofCalls(3);
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 0));
        ticker.at(Duration.ofSeconds(10).minusMillis(50), () -> replay.life().cancel());

        run(replay, dataset);

        assertThat(publisher.sent()).hasSize(100);
        assertThat(ReplayView.of(replay).state()).isEqualTo(ReplayState.CANCELLED);
        assertThat(ReplayView.of(replay).totalRecords()).isNull();
        assertThat(ReplayView.of(replay).percentComplete()).isNull();
        assertThat(dataset.allClosed()).isTrue();
    }

    @Test
    void anEmptySliceEndsEvenAnEndlessReplay() {
        Replay replay = replay(spec(UNLIMITED, 10, null, 0));

        run(replay, FakeDataset.ofCalls(3));

        assertThat(replay.state()).isEqualTo(ReplayState.COMPLETED);
        assertThat(publisher.sent()).isEmpty();
    }

    @Test
    void eachCommitCountsExactlyWhatIsSentByThen() {
        Replay replay = replay(spec(new Pace.Steady(50), 0, null, 2));
        ticker.at(Duration.ofMillis(333), replay.life()::pause);
        ticker.at(Duration.ofSeconds(2), replay.life()::resume);
        List<Integer> sent = new ArrayList<>();
        publisher.afterEachCommit(() -> sent.add(publisher.sent().size()));

        run(replay, FakeDataset.ofCalls(20));

        assertThat(publisher.commits())
                .extracting(progress -> (int) progress.sent())
                .containsExactlyElementsOf(sent);
        assertThat(publisher.commits())
                .extracting(ReplayProgress::state)
                .contains(ReplayProgress.State.PAUSED)
                .last()
                .isEqualTo(ReplayProgress.State.COMPLETED);
    }

    @Test
    void observersHearOfEachChangeAndOfTheEnd() {
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));
        StringBuilder heard = new StringBuilder();
        replay.observe(() -> heard.append(replay.state()).append(replay.hasEnded() ? "." : " "));
        ticker.at(Duration.ofMillis(150), replay.life()::pause);
        ticker.at(Duration.ofMillis(300), replay.life()::resume);

        run(replay, FakeDataset.ofCalls(5));

        assertThat(heard).hasToString("PAUSED RUNNING COMPLETED.");
    }

    @Test
    void aReplayThatIsCancelledBeforeItsThreadRunsSendsNothing() {
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));
        replay.life().cancel();

        run(replay, FakeDataset.ofCalls(5));

        assertThat(replay.state()).isEqualTo(ReplayState.CANCELLED);
        assertThat(publisher.sent()).isEmpty();
        assertThat(replay.hasEnded()).isTrue();
    }

    @Test
    void messagesAreKeyedByCrimeIdWhateverTheLoop() {
        Replay replay = replay(spec(UNLIMITED, 0, null, 2));

        run(replay, FakeDataset.ofCalls(100));

        assertThat(publisher.keys())
                .containsExactlyElementsOf(IntStream.range(0, 200)
                        .mapToObj(i -> Integer.toString(i % 100 + 1))
                        .toList());
    }

    @Test
    void whatItsThreadLogsBearsTheReplaysId() {
        FakeDataset dataset = FakeDataset.ofCalls(1);
        AtomicReference<String> inContext = new AtomicReference<>();
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));

        run(replay, (name, order, records) -> {
            inContext.set(MDC.get("replay"));
            return dataset.open(name, order, records);
        });

        assertThat(inContext).hasValue("r-1");
        assertThat(MDC.get("replay")).isNull();
    }
}
