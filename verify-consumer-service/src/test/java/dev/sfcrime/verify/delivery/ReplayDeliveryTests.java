package dev.sfcrime.verify.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayDeliveryTests {
    private record Arrival(int partition, long sequence) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithPlainCountingOverGapsDuplicatesAndDisorder(long seed) {
        List<Arrival> arrivals = arrivals(new Random(seed));

        ReplayDelivery delivery = new ReplayDelivery("r", 1);
        arrivals.forEach(arrival -> delivery.add(arrival.partition(), arrival.sequence()));

        assertThat(delivery.report()).isEqualTo(counted(arrivals));
    }

    private static List<Arrival> arrivals(Random random) {
        int last = 1 + random.nextInt(200_000);
        double lossRatio = random.nextInt(3) * 0.05;
        double duplicateRatio = random.nextInt(3) * 0.05;
        List<Arrival> arrivals = new ArrayList<>();
        for (long sequence = 1; sequence <= last; sequence++) {
            if (random.nextDouble() >= lossRatio) {
                arrivals.add(new Arrival(random.nextInt(4), sequence));
            }
            if (!arrivals.isEmpty() && random.nextDouble() < duplicateRatio) {
                arrivals.add(arrivals.get(random.nextInt(arrivals.size())));
            }
        }
        for (int swaps = random.nextInt(100); swaps > 0 && arrivals.size() > 1; swaps--) {
            Collections.swap(arrivals, random.nextInt(arrivals.size()), random.nextInt(arrivals.size()));
        }
        return arrivals;
    }

    private static ReplayReport counted(List<Arrival> arrivals) {
        TreeSet<Long> distinct = new TreeSet<>();
        Map<Integer, Long> highest = new HashMap<>();
        long outOfOrder = 0;
        for (Arrival arrival : arrivals) {
            distinct.add(arrival.sequence());
            if (arrival.sequence() < highest.getOrDefault(arrival.partition(), 0L)) {
                outOfOrder++;
            }
            highest.merge(arrival.partition(), arrival.sequence(), Math::max);
        }
        long missing = 0;
        for (long sequence = 1; sequence <= distinct.last(); sequence++) {
            if (!distinct.contains(sequence)) {
                missing++;
            }
        }
        return new ReplayReport(
                "r",
                arrivals.size(),
                distinct.size(),
                arrivals.size() - distinct.size(),
                missing,
                outOfOrder,
                distinct.first(),
                distinct.last());
    }

    @Test
    void keepsOrderByPartitionOnly() {
        ReplayDelivery delivery = new ReplayDelivery("r", 1);

        delivery.add(0, 2);
        delivery.add(1, 1);
        delivery.add(1, 4);
        delivery.add(1, 3);

        assertThat(delivery.report()).isEqualTo(new ReplayReport("r", 4, 4, 0, 0, 1, 1, 4));
    }

    @Test
    void takesTheGreatestSequenceThereCanBe() {
        ReplayDelivery delivery = new ReplayDelivery("r", 1);

        delivery.add(0, 999_999_999_999_999_999L);

        assertThat(delivery.report())
                .isEqualTo(new ReplayReport(
                        "r", 1, 1, 0, 999_999_999_999_999_998L, 0, 999_999_999_999_999_999L, 999_999_999_999_999_999L));
    }
}
