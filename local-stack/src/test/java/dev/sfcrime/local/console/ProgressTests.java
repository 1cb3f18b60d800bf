package dev.sfcrime.local.console;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTests {
    private final Printed printed = new Printed();
    private long nanoTime = -1;

    @Test
    void aTerminalIsDrawnAnewEachTimeAtItsWidth() {
        Progress progress = new Progress(printed.terminal(80), () -> nanoTime);

        progress.show(new Named("first"));
        assertThat(printed.text()).contains("first in 79 columns");
        progress.show(new Named("second"));
        assertThat(printed.text()).contains("second in 79 columns");
        progress.finish(new Named("third"));
        assertThat(printed.text()).contains("third in 79 columns");
    }

    @Test
    void elsewhereALineComesEveryFiveSecondsWithoutControlCharacters() {
        Progress progress = new Progress(printed.plain(), () -> nanoTime);

        progress.show(new Named("at once"));
        pass(Duration.ofMillis(4_999));
        progress.show(new Named("too early"));
        assertThat(printed.text()).isEmpty();

        pass(Duration.ofMillis(1));
        progress.show(new Named("after 5 s"));
        progress.show(new Named("too early again"));
        assertThat(printed.text()).isEqualTo("after 5 s\n");

        pass(Duration.ofSeconds(5));
        progress.show(new Named("after 10 s"));
        assertThat(printed.text()).isEqualTo("after 10 s\n");
    }

    @Test
    void theLastLineIsPrintedAtOnceAndOnlyOnce() {
        Progress progress = new Progress(printed.plain(), () -> nanoTime);

        progress.finish(new Named("end"));
        progress.finish(new Named("end"));

        assertThat(printed.text()).isEqualTo("end\n");
    }

    private void pass(Duration time) {
        nanoTime += time.toNanos();
    }

    private record Named(String name) implements Progress.Status {
        @Override
        public List<String> lines(int columns) {
            return List.of("%s in %d columns".formatted(name, columns));
        }

        @Override
        public String line() {
            return name;
        }
    }
}
