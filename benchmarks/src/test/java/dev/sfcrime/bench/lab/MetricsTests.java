package dev.sfcrime.bench.lab;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetricsTests {
    @Test
    void samplesOfTheNameAndLabelAreAddedUp() {
        assertThat(Metrics.sum(page(), "used_bytes", "area=\"heap\"")).hasValue(1.5e6);
        assertThat(Metrics.sum(page(), "cells", "")).hasValue(42);
    }

    @Test
    void anAbsentOrUnknownFigureIsNone() {
        assertThat(Metrics.sum(page(), "rows", "")).isEmpty();
        assertThat(Metrics.sum(page(), "used", "")).isEmpty();
    }

    private static Stream<String> page() {
        return Stream.of(
                "# HELP used_bytes of memory",
                "used_bytes{area=\"heap\",id=\"eden\"} 1.0E6",
                "used_bytes{area=\"heap\",id=\"old\"} 500000.0",
                "used_bytes{area=\"nonheap\"} 7.0",
                "cells 42.0",
                "rows NaN");
    }
}
