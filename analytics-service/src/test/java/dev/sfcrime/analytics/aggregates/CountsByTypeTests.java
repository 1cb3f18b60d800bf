package dev.sfcrime.analytics.aggregates;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountsByTypeTests {
    private final CountsByType counts = new CountsByType();

    @Test
    void whatIsAddedToIsHandedOutByCrimeTypeAndNothingElse() {
        counts.of(3).add(7, 1);
        counts.of(1_000).add(7, 2);
        counts.of(3).add(7, 4);

        Map<Integer, Long> sums = new LinkedHashMap<>();
        counts.forEach((crimeType, ofType) -> sums.put(crimeType, ofType.of(7)));

        assertThat(sums).containsExactly(Map.entry(3, 5L), Map.entry(1_000, 2L));
    }
}
