package dev.sfcrime.bench.analytics;

import java.util.Map;

import dev.sfcrime.bench.analytics.engines.View;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ViewsTests {
    private static final Views HANDLED = dispositions("HAN", new Counted(3, "Handled"));

    @Test
    void theSameCountsDoNotDiffer() {
        assertThat(HANDLED.difference(dispositions("HAN", new Counted(3, "Handled"))))
                .isEmpty();
    }

    @Test
    void aCountMoreIsADifference() {
        assertThat(HANDLED.difference(dispositions("HAN", new Counted(4, "Handled"))))
                .get()
                .asString()
                .contains("HAN");
    }

    @Test
    void anotherDescriptionIsADifference() {
        assertThat(HANDLED.difference(dispositions("HAN", new Counted(3, "")))).isPresent();
    }

    @Test
    void aKeyTooManyIsADifferenceOnEitherSide() {
        Views both = new Views(
                Map.of(View.DISPOSITIONS, Map.of("HAN", new Counted(3, "Handled"), "22", new Counted(1, "Cancel"))));

        assertThat(HANDLED.difference(both)).get().asString().contains("22");
        assertThat(both.difference(HANDLED)).get().asString().contains("22");
    }

    private static Views dispositions(String code, Counted counted) {
        return new Views(Map.of(View.DISPOSITIONS, Map.of(code, counted)));
    }
}
