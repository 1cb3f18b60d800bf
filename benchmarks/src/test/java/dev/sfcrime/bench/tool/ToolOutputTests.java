package dev.sfcrime.bench.tool;

import dev.sfcrime.local.stack.StackException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ToolOutputTests {
    @Test
    void theProducerToolsFigureIsThatOfItsSteadyState() {
        String output = """
                301,233 records sent, 60246.6 records/sec (23.10 MB/sec), 8.1 ms avg latency, 311.0 ms max latency.
                2000000 records sent, 310000.5 records/sec (118.2 MB/sec), 9.1 ms avg latency, 311.00 ms max latency.
                1000000 steady state records sent, 362111.250000 records/sec (138.1 MB/sec), 7.0 ms avg latency.
                """;

        assertThat(ProducerTool.rate(output)).isEqualTo(362_111.25);
    }

    @Test
    void theConsumerToolsFigureIsThatAfterItsWarmUp() {
        String output = """
                WARN something, else
                2026-11-20 19:00:03:000, 0, 390.1, 130.0, 999999, 333333.3, 500, 2500, 156.0, 400000.5
                2026-11-20 19:00:03:100, 0, 410.1, 200.0, 1050000, 500000.0, 0, 100, 156.0, 400000.5
                2026-11-20 19:00:03:200, 0, 430.1, 200.0, 1100000, 500000.0, 0, 100, 156.0, 400000.5
                2026-11-20 19:00:03:350, 0, 450.1, 200.0, 1150000, 333333.3, 0, 150, 156.0, 400000.5
                """;

        assertThat(ConsumerTool.rate(output, 1_000_000)).isEqualTo(400_000);
    }

    @Test
    void theConsumerToolsFigureOfAWholeRunIsThatOfAllItsTime() {
        String output = """
                WARN something, else
                2026-11-20 19:00:03:000, 2026-11-20 19:00:05:500, 390.1, 156.0, 1000000, 400000.0000, 500, 2000, 195.0, 500000.5
                """;

        assertThat(ConsumerTool.wholeRate(output)).isEqualTo(400_000);
    }

    @Test
    void outputWithoutAFigureIsShown() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> ProducerTool.rate("no broker"))
                .withMessageContaining("no broker");
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> ConsumerTool.rate("no broker", 0))
                .withMessageContaining("no broker");
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> ConsumerTool.wholeRate("no broker"))
                .withMessageContaining("no broker");
    }
}
