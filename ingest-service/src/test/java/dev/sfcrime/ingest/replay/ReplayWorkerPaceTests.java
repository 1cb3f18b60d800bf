package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A replay and its clock: pace, pauses, commits in between, and what it tells of the time to go. */
class ReplayWorkerPaceTests extends WorkerScene {
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
}
