package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.sfcrime.ingest.dataset.RecordOrder;
import dev.sfcrime.ingest.dataset.RejectedRecord;
import dev.sfcrime.wire.ReplayProgress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ReplayWorkerTests {
    private static final Pace UNLIMITED = new Pace.Unlimited();
    private static final Pace TEN_PER_SECOND = new Pace.Steady(10);

    private static final Owner OWNER = Owner.startedAt(Instant.EPOCH);
    private static final ReplayProperties PROPERTIES =
            new ReplayProperties(3, 2, 10, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMinutes(5));

    private final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private final FakeTicker ticker = new FakeTicker();
    private final FakePublisher publisher = new FakePublisher(ticker);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ReplayMeters meters = new ReplayMeters(registry);

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
    void aPauseHoldsTheNextRecordUntilResumeAndNothingIsCaughtUp() {
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));
        ticker.at(Duration.ofMillis(450), replay.life()::pause);
        ticker.at(Duration.ofSeconds(60), replay.life()::resume);

        run(replay, FakeDataset.ofCalls(10));

        assertThat(publisher.sent().get(4).nanos()).isEqualTo(millis(400));
        assertThat(publisher.sent().get(5).nanos()).isEqualTo(millis(60_000));
        assertThat(publisher.sent().get(6).nanos()).isEqualTo(millis(60_100));
        assertThat(replay.state()).isEqualTo(ReplayState.COMPLETED);
        assertThat(replay.life().runningSeconds()).isBetween(0.8, 0.9);
    }

    @Test
    void anotherPaceHoldsFromThatMomentOn() {
        Replay replay = replay(spec(new Pace.Steady(1), 0, null, 1));
        ticker.at(Duration.ofMillis(1_500), () -> replay.life().changePace(new Pace.Steady(100)));

        run(replay, FakeDataset.ofCalls(12));

        assertThat(publisher.sent().get(1).nanos()).isEqualTo(millis(1_000));
        assertThat(publisher.sent().get(2).nanos()).isEqualTo(millis(1_500));
        assertThat(publisher.sent().get(11).nanos()).isEqualTo(millis(1_590));
        assertThat(ReplayView.of(replay).pace()).isEqualTo(new PaceBody(100.0, null, null));
    }

    @Test
    void aBackwardsDatasetPlaysAtTheSpeedOfItsEventTime() {
        Replay replay = replay(spec(new Pace.EventSpeed(60), 0, null, 1));

        run(replay, FakeDataset.ofCalls(4));

        assertThat(publisher.sent().get(3).nanos()).isEqualTo(millis(3_000));
    }

    @Test
    void aDatasetThatCannotBeReadOnFailsTheReplay() {
        FakeDataset dataset = FakeDataset.ofCalls(2).failingAtItsEnd("the disk is gone");
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));

        run(replay, dataset);

        assertThat(replay.state()).isEqualTo(ReplayState.FAILED);
        assertThat(replay.life().failure()).contains("the disk is gone").contains("Check the file");
        assertThat(ReplayView.of(replay).sent()).isEqualTo(2);
        assertThat(dataset.allClosed()).isTrue();
    }

    @Test
    void aRefusedMessageFailsTheReplayAndUndoesItsTransaction() {
        publisher.refusingFrom(3);
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));

        run(replay, FakeDataset.ofCalls(5));

        assertThat(replay.state()).isEqualTo(ReplayState.FAILED);
        assertThat(replay.life().failure()).isEqualTo("refused");
        assertThat(ReplayView.of(replay).sent()).isZero();
        assertThat(publisher.sent()).isEmpty();
        assertThat(lastCommit().state()).isEqualTo(ReplayProgress.State.FAILED);
        assertThat(publisher.openSessions()).isZero();
    }

    @Test
    void whatKafkaLosesIsSentOnceMore() {
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));
        ticker.at(Duration.ofMillis(150), () -> publisher.failSends(2));
        ticker.at(Duration.ofMillis(350), () -> publisher.failCommits(3));

        run(replay, FakeDataset.ofCalls(10).withRejected("why"));

        assertExactlyOnce(replay, 10);
        assertThat(replay.rejectedRecords().first(10)).hasSize(1);
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotDoneTwice() {
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));
        ticker.at(Duration.ofMillis(150), () -> publisher.loseAnswersToCommits(1));
        ticker.at(Duration.ofMillis(850), () -> publisher.loseAnswersToCommits(2));

        run(replay, FakeDataset.ofCalls(10));

        assertExactlyOnce(replay, 10);
    }

    @Test
    void kafkaMayBeAwayForAsLongAsItLikes() {
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));
        ticker.at(Duration.ofMillis(450), () -> publisher.goAway(true));
        ticker.at(Duration.ofHours(10), () -> publisher.goAway(false));

        run(replay, FakeDataset.ofCalls(10));

        assertExactlyOnce(replay, 10);
    }

    @Test
    void aReplayThatAnotherProcessTookOverIsLetGo() {
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));
        Owner next = Owner.startedAt(Instant.EPOCH.plusSeconds(1));
        ticker.at(
                Duration.ofMillis(450),
                () -> publisher.takenOverBy(Resumption.progress(
                        replay, replay.life().standing(), replay.progress().now(), null, next.id())));

        run(replay, FakeDataset.ofCalls(10));

        assertThat(publisher.sent()).hasSize(5);
        assertThat(replay.life().failure()).contains("Another ingest-service");
        assertThat(lastCommit().state()).isEqualTo(ReplayProgress.State.RUNNING);
        assertThat(replay.isEndCommitted()).isFalse();
    }

    @Test
    void aTransactionThatTookTooLongIsSentOnceMore() {
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));
        ticker.at(Duration.ofMillis(450), () -> publisher.takenOverBy(lastCommit()));

        run(replay, FakeDataset.ofCalls(10));

        assertExactlyOnce(replay, 10);
    }

    @Test
    void aPauseThatComesTooLateForTheLastCommitIsOvertaken() throws InterruptedException {
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));
        long[] pause = new long[1];
        publisher.beforeNextCommit(
                () -> publisher.beforeNextCommit(() -> pause[0] = replay.life().pause()));

        run(replay, FakeDataset.ofCalls(3));

        assertThat(replay.state()).isEqualTo(ReplayState.COMPLETED);
        assertThat(replay.life().changes().await(pause[0], Duration.ofSeconds(1)))
                .isFalse();
    }

    @Test
    void slowMessagesAreCommittedAtOnceAndQuickOnesByTheInterval() {
        Replay slow = replay(spec(TEN_PER_SECOND, 0, null, 1));
        run(slow, FakeDataset.ofCalls(10));
        int slowCommits = publisher.commits().size();

        run(replay(spec(new Pace.Steady(1_000), 0, null, 1)), FakeDataset.ofCalls(1_000));

        // the start, each message but the last one, the end
        assertThat(slowCommits).isEqualTo(11);
        assertThat(publisher.commits().size() - slowCommits).isBetween(10, 12);
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
    void aDatasetThatChangedMeanwhileIsNotReadOn() {
        FakeDataset dataset = FakeDataset.ofCalls(10);
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));
        ticker.at(Duration.ofMillis(450), () -> {
            dataset.change();
            publisher.failSends(1);
        });

        run(replay, dataset);

        assertThat(replay.state()).isEqualTo(ReplayState.FAILED);
        assertThat(replay.life().failure()).contains("has changed");
        assertThat(publisher.sent()).hasSize(5);
    }

    @Test
    void anUnexpectedFailureShowsNothingOfItself() {
        Replay replay = replay(spec(UNLIMITED, 0, null, 1));

        run(replay, (dataset, order, records) -> {
            throw new IllegalStateException("secret");
        });

        assertThat(replay.state()).isEqualTo(ReplayState.FAILED);
        assertThat(replay.life().failure()).doesNotContain("secret").contains("log");
        assertThat(replay.hasEnded()).isTrue();
    }

    @Test
    void progressIsMeasuredByBytesWhileTheTotalIsUnknown() {
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 2));
        ReplayView[] halfway = new ReplayView[1];
        ticker.at(Duration.ofMillis(350), () -> halfway[0] = ReplayView.of(replay));

        run(replay, FakeDataset.ofCalls(5).ofUnknownSize());

        assertThat(halfway[0].totalRecords()).isNull();
        assertThat(halfway[0].percentComplete()).isEqualTo(50);
        assertThat(halfway[0].etaSeconds()).isEqualTo(1);
        assertThat(ReplayView.of(replay).totalRecords()).isEqualTo(10);
    }

    @Test
    void aKnownTotalAndASteadyPaceGiveTheTimeToGo() {
        Replay replay = replay(spec(TEN_PER_SECOND, 0, 100L, 1));
        ReplayView[] early = new ReplayView[1];
        ticker.at(Duration.ofMillis(1_950), () -> early[0] = ReplayView.of(replay));

        run(replay, FakeDataset.ofCalls(100));

        assertThat(early[0].read()).isEqualTo(20);
        assertThat(early[0].percentComplete()).isEqualTo(20);
        assertThat(early[0].etaSeconds()).isEqualTo(8);
        assertThat(early[0].recordsPerSecond().current()).isBetween(9.0, 12.0);
        assertThat(early[0].recordsPerSecond().average()).isBetween(10.0, 10.5);
        assertThat(early[0].recordsPerSecond().target()).isEqualTo(10);
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
    void theSlipGrowsWhileKafkaIsAwayAndIsGoneAfterwards() {
        AtomicReference<Double> whileAway = new AtomicReference<>();
        AtomicReference<Double> onTime = new AtomicReference<>();
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));
        ticker.at(Duration.ofMillis(250), () -> {
            onTime.set(replay.scheduleSlip());
            publisher.goAway(true);
        });
        ticker.at(Duration.ofSeconds(3), () -> whileAway.set(replay.scheduleSlip()));
        ticker.at(Duration.ofSeconds(4), () -> publisher.goAway(false));

        run(replay, FakeDataset.ofCalls(10));

        assertExactlyOnce(replay, 10);
        assertThat(onTime.get()).isZero();
        assertThat(whileAway.get()).isCloseTo(2.7, within(0.001));
        assertThat(replay.scheduleSlip()).isZero();
    }

    @Test
    void aPauseIsNoSlip() {
        AtomicReference<Double> resumed = new AtomicReference<>();
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));
        ticker.at(Duration.ofMillis(250), replay.life()::pause);
        ticker.at(Duration.ofSeconds(60), () -> {
            replay.life().resume();
            resumed.set(replay.scheduleSlip());
        });

        run(replay, FakeDataset.ofCalls(10));

        assertExactlyOnce(replay, 10);
        assertThat(resumed.get()).isZero();
    }

    @Test
    void aCommitWhoseAnswerIsLostCountsAsAcknowledged() {
        publisher.loseAnswersToCommits(1);
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));

        run(replay, FakeDataset.ofCalls(10));

        assertExactlyOnce(replay, 10);
        assertThat(registry.counter("ingest.records", "outcome", "acknowledged").count())
                .isEqualTo(10);
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

    private static ReplaySpec spec(Pace pace, long skip, @Nullable Long limit, long loops) {
        return new ReplaySpec("calls.json", pace, RecordOrder.FILE, skip, limit, loops);
    }

    private Replay replay(ReplaySpec spec) {
        return new Replay("r-1", spec, null, new RejectedRecords(2), clock, ticker, meters);
    }

    private void run(Replay replay, RecordOpener dataset) {
        new ReplayWorker(replay, true, dataset, publisher, OWNER, PROPERTIES, meters, clock, ticker, over -> {}).run();
    }

    private ReplayProgress lastCommit() {
        return publisher.commits().get(publisher.commits().size() - 1);
    }

    private void assertExactlyOnce(Replay replay, int messages) {
        assertThat(replay.state()).as(replay.life().failure()).isEqualTo(ReplayState.COMPLETED);
        assertThat(publisher.sent())
                .extracting(FakePublisher.Sent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, messages).boxed().toList());
        assertThat(ReplayView.of(replay))
                .extracting(ReplayView::sent, ReplayView::acknowledged)
                .containsExactly((long) messages, (long) messages);
        assertThat(lastCommit().sent()).isEqualTo(messages);
        assertThat(publisher.openSessions()).isZero();
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
