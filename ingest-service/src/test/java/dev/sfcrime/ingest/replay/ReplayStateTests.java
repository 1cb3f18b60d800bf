package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.sfcrime.ingest.dataset.RecordOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReplayStateTests {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void eachActionIsIdempotent() {
        Replay replay = replay();

        replay.life().resume();
        replay.life().pause();
        replay.life().pause();
        assertThat(replay.state()).isEqualTo(ReplayState.PAUSED);
        replay.life().cancel();
        replay.life().cancel();

        assertThat(replay.state()).isEqualTo(ReplayState.CANCELLED);
        assertThat(replay.life().failure()).isNull();
    }

    @Test
    void anIllegalActionNamesWhatIsAllowed() {
        Replay replay = replay();
        replay.life().cancel();

        assertThatThrownBy(replay.life()::pause)
                .isInstanceOf(IllegalReplayActionException.class)
                .hasMessageContaining("CANCELLED")
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> replay.life().changePace(Pace.Steady.DEFAULT))
                .isInstanceOf(IllegalReplayActionException.class);
    }

    @Test
    void whatIsCommittedCountsMoreThanWhatWasAskedForMeanwhile() throws InterruptedException {
        Replay replay = replay();
        long pause = replay.life().pause();

        replay.life().settle(ReplayState.COMPLETED, Instant.EPOCH, null);
        replay.workerEnded();

        assertThat(replay.state()).isEqualTo(ReplayState.COMPLETED);
        assertThat(replay.life().finishedAt()).isEqualTo(Instant.EPOCH);
        assertThat(replay.life().changes().await(pause, Duration.ofSeconds(1))).isFalse();
    }

    @Test
    void aChangeIsAwaitedUntilItIsCommitted() throws InterruptedException {
        Replay replay = replay();
        long pause = replay.life().pause();

        replay.life().changes().committed(replay.life().standing().change());

        assertThat(replay.life().changes().await(pause, Duration.ofDays(1))).isTrue();
        assertThat(replay.life().pause()).isEqualTo(pause);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED", "FAILED"})
    void aFinalStateLeadsNowhere(ReplayState end) {
        assertThat(end.isFinal()).isTrue();
        assertThat(ReplayState.values()).noneMatch(end::leadsTo);
    }

    @ParameterizedTest
    @CsvSource({"RUNNING, 'pause,cancel,pace'", "PAUSED, 'resume,cancel,pace'"})
    void anActiveStateSaysWhatMayBeDone(ReplayState state, String actions) {
        assertThat(state.actions())
                .extracting(ReplayAction::label)
                .containsExactlyElementsOf(List.of(actions.split(",")));
    }

    @Test
    void eachTransitionIsMetered() {
        Replay replay = replay();
        replay.life().pause();
        replay.life().resume();
        replay.life().fail("why", null);
        replay.life().fail("again", null);

        assertThat(transitions("RUNNING")).isEqualTo(2);
        assertThat(transitions("PAUSED")).isEqualTo(1);
        assertThat(transitions("FAILED")).isEqualTo(1);
        assertThat(replay.life().failure()).isEqualTo("why");
    }

    @Test
    void awaitingAChangeThatHasHappenedReturnsAtOnce() {
        Replay replay = replay();
        replay.life().pause();

        assertThatCode(() -> replay.life().awaitChange(ReplayState.RUNNING, Pace.Steady.DEFAULT, Long.MAX_VALUE))
                .doesNotThrowAnyException();
    }

    private double transitions(String state) {
        return registry.counter("ingest.replay.transitions", "state", state).count();
    }

    private Replay replay() {
        ReplaySpec spec = new ReplaySpec("calls.json", Pace.Steady.DEFAULT, RecordOrder.FILE, 0, null, 1);
        return new Replay(
                "r-1",
                spec,
                null,
                new RejectedRecords(1),
                Clock.systemUTC(),
                new FakeTicker(),
                new ReplayMeters(registry));
    }
}
