package dev.sfcrime.local.console;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleTests {
    private static final String CUT = "\033[?7l";
    private static final String WRAP = "\033[?7h";

    private final Printed printed = new Printed();

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersAreSetToTheRight() {
        new Table("TYPE", "CALLS>")
                .row("Passing Call", "37,996")
                .row("22500e", "4")
                .print(printed.plain());

        assertThat(printed.text()).isEqualTo("""
                        TYPE           CALLS
                        Passing Call  37,996
                        22500e             4
                        """);
    }

    @Test
    void linesAreDrawnOverThoseDrawnBeforeAndTheCursorStaysBelow() {
        Console console = printed.terminal(80);

        console.redraw(List.of("one", "two"));
        console.redraw(List.of("three"));

        assertThat(printed.text())
                .isEqualTo(CUT + "one\033[K\ntwo\033[K\n\033[J" + WRAP + CUT + "\r\033[2Athree\033[K\n\033[J" + WRAP);
    }

    @Test
    void whatIsPrintedMeanwhileTakesThePlaceOfDrawnLines() {
        Console console = printed.terminal(80);

        console.redraw(List.of("drawn"));
        console.line("printed");
        console.line("again");

        assertThat(printed.text()).endsWith("\r\033[1A\033[Jprinted\nagain\n");
    }

    @Test
    void whatHasSettledIsNotDrawnOver() {
        Console console = printed.terminal(80);

        console.redraw(List.of("drawn"));
        console.settle();
        console.line("printed");

        assertThat(printed.text()).isEqualTo(CUT + "drawn\033[K\n\033[J" + WRAP + "printed\n");
    }

    @Test
    void aDrawnLineLeavesTheLastColumnEmpty() {
        printed.terminal(4).redraw(List.of("12345"));

        assertThat(printed.text()).isEqualTo(CUT + "123\033[K\n\033[J" + WRAP);
    }

    @Test
    void coloursAreForTerminalsAlone() {
        assertThat(printed.terminal(80).bold("text")).isEqualTo("\033[1mtext\033[0m");
        assertThat(printed.terminal(80).red("text")).isEqualTo("\033[31mtext\033[0m");
        assertThat(printed.plain().red("text")).isEqualTo("text");
    }
}
