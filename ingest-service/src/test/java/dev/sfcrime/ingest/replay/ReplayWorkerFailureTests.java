package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.time.Instant;

import dev.sfcrime.wire.ReplayProgress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A replay whose dataset or whose Kafka fails. */
class ReplayWorkerFailureTests extends WorkerScene {
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
    void aCommitWhoseAnswerIsLostCountsAsAcknowledged() {
        publisher.loseAnswersToCommits(1);
        Replay replay = replay(spec(TEN_PER_SECOND, 0, null, 1));

        run(replay, FakeDataset.ofCalls(10));

        assertExactlyOnce(replay, 10);
        assertThat(registry.counter("ingest.records", "outcome", "acknowledged").count())
                .isEqualTo(10);
    }
}
