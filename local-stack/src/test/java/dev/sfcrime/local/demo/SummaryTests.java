package dev.sfcrime.local.demo;

import java.util.List;

import dev.sfcrime.local.console.Printed;
import dev.sfcrime.local.demo.Api.CountedReplay;
import dev.sfcrime.local.demo.Api.CountedReplays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryTests {
    private final Printed printed = new Printed();

    @Test
    void aReplayThatMatchesTakesOneLineForEachFigure() {
        print(Samples.matched(), 0L);

        assertThat(printed.text()).isEqualTo("""
                        SUMMARY
                        Records     200,000 sent
                        Duration    20.0 s
                        Throughput  10,000 records a second
                        Latency     p50 9 ms, p95 78 ms, p99 515 ms, max 1.2 s, from Kafka to verify
                        Verdict     MATCHED: all 2 checks of ingest, Kafka, verify and Spark hold
                        """);
    }

    @Test
    void malformedMessagesAndDeadLettersAreToldWhereThereAreAny() {
        Figures matched = Samples.matched();
        print(
                new Figures(
                        matched.replay(),
                        matched.delivery(),
                        matched.verification(),
                        new CountedReplays(matched.spark().freshness(), List.of(new CountedReplay("r", 199_988, 12))),
                        matched.query(),
                        matched.reconciliation()),
                1_312L);

        assertThat(printed.text().lines())
                .contains(
                        "Malformed     12 messages that are no call",
                        "Dead letters  1,312 in their topic, of all replays");
    }

    @Test
    void whatDoesNotMatchIsShownBelow() {
        print(Samples.justSent(), null);

        assertThat(printed.text().lines())
                .endsWith(
                        "Verdict     PENDING: spark.received: 194,321 of 200,000",
                        "CHECK           EXPECTED   ACTUAL",
                        "spark.received   200,000  194,321");
    }

    private void print(Figures figures, @Nullable Long deadLetters) {
        new Summary(figures, new Verdict(figures.replay(), figures.reconciliation()), deadLetters)
                .print(printed.plain());
    }
}
