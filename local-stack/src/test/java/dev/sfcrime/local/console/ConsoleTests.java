package dev.sfcrime.local.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleTests {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersAreSetToTheRight() {
        new Table("TYPE", "CALLS>")
                .row("Passing Call", "37,996")
                .row("22500e", "4")
                .print(new Console(stream, stream, false, false));

        assertThat(printed()).isEqualTo("""
                        TYPE           CALLS
                        Passing Call  37,996
                        22500e             4
                        """);
    }

    @Test
    void progressIsRedrawnOnATerminal() {
        new ProgressBar(new Console(stream, stream, true, true)).finish(50, 200, "sent 50");

        assertThat(printed()).isEqualTo("\r[#######.......................]  25%  sent 50\033[K\n");
    }

    @Test
    void progressIsALineElsewhere() {
        new ProgressBar(new Console(stream, stream, false, false)).finish(200, 200, "sent 200");

        assertThat(printed()).isEqualTo("100%  sent 200\n");
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
