package dev.sfcrime.verify.reconcile;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.sfcrime.verify.TestClock;
import dev.sfcrime.verify.delivery.TestDeliveries;
import dev.sfcrime.verify.topic.ReadBatch;
import dev.sfcrime.wire.ReplayProgress.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Replays of no messages match, those of some do not: nothing ever arrives here. */
class VerdictsTests {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ReconcileProperties properties = new ReconcileProperties(
            "", Duration.ofSeconds(1), URI.create("http://127.0.0.1:1"), "", INTERVAL, "progress", 10);
    private final ProgressBook book = new ProgressBook(properties, () -> Optional.of(new EndOffsets(Map.of(0, 0L))));
    private final List<String> asked = new ArrayList<>();
    private SparkSide spark = new SparkSide.Answered(
            new SparkTotals(new SparkTotals.AsOf(Map.of()), 0, 0, 0, new SparkTotals.Views(0, 0, 0, 0, 0), null));
    private Duration eachTakes = Duration.ZERO;
    private final Verdicts verdicts = new Verdicts(
            book,
            new Reconciler(book, TestDeliveries.empty(clock), replayId -> {
                asked.add(replayId);
                clock.advance(eachTakes);
                return spark;
            }),
            properties,
            clock,
            meters);

    @Test
    void eachOfTheNewestReplaysHasItsVerdict() {
        tell("going", State.RUNNING, 1, 0);
        tell("nothing", State.COMPLETED, 2, 0);
        tell("lost", State.COMPLETED, 3, 5);

        verdicts.look();

        assertThat(verdicts.newest(10))
                .extracting(ReplayVerdict::replayId, ReplayVerdict::verdict)
                .containsExactly(
                        tuple("lost", Verdict.MISMATCHED),
                        tuple("nothing", Verdict.MATCHED),
                        tuple("going", Verdict.PENDING));
        assertThat(asked).containsExactlyInAnyOrder("lost", "nothing");
        for (String verdict : List.of("MATCHED", "PENDING", "MISMATCHED")) {
            assertThat(meters.get("verify.reconciliations")
                            .tag("verdict", verdict)
                            .gauge()
                            .value())
                    .as(verdict)
                    .isEqualTo(1);
        }
    }

    @Test
    void beforeItWasLookedAtAReplayIsPending() {
        tell("nothing", State.COMPLETED, 1, 0);

        assertThat(verdicts.newest(10))
                .containsExactly(ReplayVerdict.pending(
                        book.entry("nothing").orElseThrow().replay(), null));
    }

    @Test
    void whatIsSettledIsSeldomLookedAtAgain() {
        tell("nothing", State.COMPLETED, 1, 0);
        tell("lost", State.COMPLETED, 2, 5);

        look(Duration.ZERO);
        look(INTERVAL);
        List<String> soon = List.copyOf(asked);
        look(Duration.ofSeconds(30));
        List<String> later = List.copyOf(asked);
        look(Duration.ofMinutes(10));

        assertThat(soon).containsExactlyInAnyOrder("nothing", "lost");
        assertThat(later.subList(2, later.size())).containsExactly("lost");
        assertThat(asked.subList(3, asked.size())).containsExactlyInAnyOrder("nothing", "lost");
    }

    @Test
    void whileSparkIsAwayItIsAskedOnceEachTime() {
        spark = new SparkSide.Unreachable("nobody there");
        tell("a", State.COMPLETED, 1, 0);
        tell("b", State.COMPLETED, 2, 0);

        look(INTERVAL);
        look(INTERVAL);

        assertThat(asked).containsExactlyInAnyOrder("a", "b");
        assertThat(verdicts.newest(10)).extracting(ReplayVerdict::verdict).containsOnly(Verdict.PENDING);
    }

    @Test
    void noMoreThanATenthOfTheTimeIsSpent() {
        eachTakes = Duration.ofMillis(300);
        for (String replayId : List.of("a", "b", "c", "d", "e")) {
            tell(replayId, State.COMPLETED, 1, 0);
        }

        look(INTERVAL);
        int first = asked.size();
        look(INTERVAL);
        look(INTERVAL);

        assertThat(first).isEqualTo(2);
        assertThat(asked).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    }

    private void look(Duration after) {
        clock.advance(after);
        verdicts.look();
    }

    private void tell(String replayId, State state, int startedAfter, long sent) {
        book.received(
                TestProgress.records(new TestProgress.Message(
                        replayId,
                        TestProgress.json(replayId, state, clock.instant().plusSeconds(startedAfter), sent))),
                List.of(new ReadBatch.Position(0, 0, 1, 1)));
    }
}
