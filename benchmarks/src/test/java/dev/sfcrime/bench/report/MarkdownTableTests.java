package dev.sfcrime.bench.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MarkdownTableTests {
    @Test
    void columnsOfNumbersAreSetToTheRight() {
        MarkdownTable table = new MarkdownTable("engine", "records/s>").row("plain loop", 788_123.0);

        assertThat(table).hasToString("| engine | records/s |\n|---|--:|\n| plain loop | 788,000 |\n");
    }

    @Test
    void whatWouldEndACellIsEscaped() {
        assertThat(new MarkdownTable("a").row("x|y\nz").toString()).endsWith("| x\\|y z |\n");
    }

    @Test
    void aRowOfAnotherWidthIsRefused() {
        MarkdownTable table = new MarkdownTable("a", "b");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row("alone"))
                .withMessageContaining("2 columns");
    }

    @Test
    void targetsTellWhetherTheyAreMet() {
        String table = Target.table(List.of(
                        Target.atLeast("ingest / producer tool", 0.9, "", Summary.of(0.95, 0.96, 0.99)),
                        Target.atMost("p99", 20, "ms", Summary.of(25))))
                .toString();

        assertThat(table)
                .contains("| ingest / producer tool | ≥ 0.900 | 0.960 | 1.07 | 0.950 to 0.990 (3) | met |")
                .contains("| p99 | ≤ 20 ms | 25 ms | 1.25 | 25 to 25 (1) | **missed** |");
    }
}
