package dev.sfcrime.local.demo;

import java.time.Instant;
import java.util.List;

import dev.sfcrime.local.demo.Api.CountedReplays;
import dev.sfcrime.local.demo.Api.Freshness;
import dev.sfcrime.local.demo.Api.Latency;
import dev.sfcrime.local.demo.Api.Partition;
import dev.sfcrime.local.demo.Api.Query;
import dev.sfcrime.local.demo.Api.Rates;
import dev.sfcrime.local.demo.Api.Replay;
import dev.sfcrime.local.demo.Api.Verification;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresStatusTests {
    @Test
    void twoLinesTellHowFarItIsAndHowWellAllKeepUp() {
        assertThat(new FiguresStatus(Samples.underWay()).lines(79))
                .containsExactly(
                        "[#################--...................]  46%  103,466 sent  10,009/s  ETA 0:10",
                        "verify p50 9 ms, p99 515 ms, lag 66 | Spark 9,876 rows/s, lag 10,216");
    }

    @Test
    void elsewhereThanOnATerminalItIsOneLine() {
        assertThat(new FiguresStatus(Samples.underWay()).line())
                .isEqualTo(" 46%  103,466 sent  10,009/s  ETA 0:10"
                        + " | verify p50 9 ms, p99 515 ms, lag 66 | Spark 9,876 rows/s, lag 10,216");
    }

    @Test
    void onceAllIsSentItSaysWhatTheVerdictWaitsFor() {
        assertThat(new FiguresStatus(Samples.justSent()).line())
                .startsWith(" 97%  spark.received: 194,321 of 200,000 | ");
    }

    @Test
    void inTheEndItSaysWhatWasSentReceivedAndCounted() {
        assertThat(new FiguresStatus(Samples.matched()).line())
                .startsWith("100%  200,000 sent  200,000 received  200,000 counted | ");
    }

    @Test
    void theBarTakesWhatAWideTerminalHasButNotWithoutLimit() {
        assertThat(new FiguresStatus(Samples.underWay()).lines(89).get(0)).hasSize(89);
        assertThat(new FiguresStatus(Samples.underWay()).lines(119).get(0))
                .isEqualTo("[" + "#".repeat(27) + "---" + ".".repeat(28) + "]  46%  103,466 sent  10,009/s  ETA 0:10");
    }

    @Test
    void largeFiguresFitEightyColumns() {
        Replay replay = new Replay(
                "r",
                "RUNNING",
                0,
                12_345_678,
                0,
                99_999_999L,
                new Rates(123_456.7, null, null),
                Instant.EPOCH,
                null,
                3_725L,
                null);
        Figures figures = new Figures(
                replay,
                Samples.underWay().delivery(),
                new Verification(new Latency(12_345L, 0L, 59_999L, 0L), List.of(new Partition(999_999))),
                new CountedReplays(new Freshness(87_654_321L), List.of()),
                new Query(123_456.7),
                Samples.underWay().reconciliation());

        assertThat(new FiguresStatus(figures).lines(79))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(79))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("]   0%  12,345,678 sent  123,457/s  ETA 1:02:05"),
                        second -> assertThat(second)
                                .isEqualTo("verify p50 12.3 s, p99 60.0 s, lag 999,999"
                                        + " | Spark 123,457 rows/s, lag 87.7 M"));
    }

    @Test
    void whatIsNotKnownYetIsAQuestionMark() {
        Replay replay =
                new Replay("r", "RUNNING", 0, 0, 0, null, new Rates(null, null, null), Instant.EPOCH, null, null, null);

        assertThat(new FiguresStatus(Figures.of(replay)).line())
                .isEqualTo("  ?   0 sent | verify p50 ?, p99 ?, lag ? | Spark ? rows/s, lag ?");
    }
}
