package dev.sfcrime.local.demo;

import dev.sfcrime.local.demo.Api.CountedReplay;
import dev.sfcrime.local.demo.Api.Delivery;
import dev.sfcrime.local.demo.Api.Rates;
import dev.sfcrime.local.demo.Api.Replay;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTests {
    @Test
    void equalFiguresEverywhereMatch() {
        Figures figures = new Figures(
                replay("COMPLETED", 1_000, 1_000),
                new Delivery("r", 1_000, 1_000, 0, 0),
                new CountedReplay("r", 990, 10));

        assertThat(figures.isComplete()).isTrue();
        assertThat(Verdict.of(figures).isMatched()).isTrue();
        assertThat(Verdict.of(figures)).hasToString("MATCHED: sent = acknowledged = consumed = counted = 1000");
    }

    @Test
    void eachDifferenceIsNamed() {
        Figures figures = new Figures(
                replay("FAILED", 1_000, 999), new Delivery("r", 998, 990, 8, 10), new CountedReplay("r", 900, 0));

        assertThat(figures.isComplete()).isFalse();
        assertThat(Verdict.of(figures).differences())
                .containsExactly(
                        "the replay is FAILED (disk full)",
                        "ingest acknowledged 999 of 1,000 sent",
                        "verify consumed 998 of 1,000 sent",
                        "verify consumed, each once, 990 of 1,000 sent",
                        "Spark counted 900 of 1,000 sent",
                        "verify misses 10");
    }

    @Test
    void moreThanWasSentIsNoMatch() {
        Figures figures = new Figures(
                replay("COMPLETED", 10, 10), new Delivery("r", 11, 10, 1, 0), new CountedReplay("r", 11, 0));

        assertThat(figures.isComplete()).isTrue();
        assertThat(Verdict.of(figures).isMatched()).isFalse();
    }

    @Test
    void nothingSentIsNoMatch() {
        Figures figures = new Figures(replay("COMPLETED", 0, 0), Delivery.none("r"), new CountedReplay("r", 0, 0));

        assertThat(Verdict.of(figures)).hasToString("MISMATCHED: nothing was sent");
    }

    private static Replay replay(String state, long sent, long acknowledged) {
        String failure = state.equals("FAILED") ? "disk full" : null;
        return new Replay("r", state, 0, sent, acknowledged, sent, new Rates(null, null, null), null, null, failure);
    }
}
