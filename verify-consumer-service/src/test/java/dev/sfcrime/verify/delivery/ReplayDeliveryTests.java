package dev.sfcrime.verify.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.wire.InjectedFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.sfcrime.verify.topic.TestMessages.injected;
import static dev.sfcrime.verify.topic.TestMessages.ofReplay;
import static org.assertj.core.api.Assertions.assertThat;

class ReplayDeliveryTests {
    private final ReplayDelivery delivery = new ReplayDelivery("r", 1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithPlainCountingOverGapsDuplicatesAndDisorder(long seed) {
        List<ReceivedMessage> arrivals = arrivals(new Random(seed));

        arrivals.forEach(delivery::add);

        assertThat(delivery.report()).isEqualTo(counted(arrivals));
    }

    private static List<ReceivedMessage> arrivals(Random random) {
        int last = 1 + random.nextInt(200_000);
        double lossRatio = random.nextInt(3) * 0.05;
        double duplicateRatio = random.nextInt(3) * 0.05;
        List<ReceivedMessage> arrivals = new ArrayList<>();
        for (long sequence = 1; sequence <= last; sequence++) {
            if (random.nextDouble() >= lossRatio) {
                arrivals.add(ofReplay("r", sequence, random.nextInt(4)));
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

    private static ReplayReport counted(List<ReceivedMessage> arrivals) {
        TreeSet<Long> distinct = new TreeSet<>();
        Map<Integer, Long> highest = new HashMap<>();
        long outOfOrder = 0;
        for (ReceivedMessage arrival : arrivals) {
            distinct.add(arrival.sequence());
            if (arrival.sequence() < highest.getOrDefault(arrival.partition(), 0L)) {
                outOfOrder++;
            }
            highest.merge(arrival.partition(), arrival.sequence(), Math::max);
        }
        return new ReplayReport(
                "r",
                arrivals.size(),
                distinct.size(),
                arrivals.size() - distinct.size(),
                distinct.last() - distinct.size(),
                outOfOrder,
                distinct.first(),
                distinct.last(),
                0,
                0,
                0,
                0);
    }

    @Test
    void keepsOrderByPartitionOnly() {
        delivery.add(ofReplay("r", 2, 0));
        delivery.add(ofReplay("r", 1, 1));
        delivery.add(ofReplay("r", 4, 1));
        delivery.add(ofReplay("r", 3, 1));

        assertThat(delivery.report()).isEqualTo(new ReplayReport("r", 4, 4, 0, 0, 1, 1, 4, 0, 0, 0, 0));
    }

    @Test
    void countsWhatSaysItWasPutInOnPurpose() {
        delivery.add(ofReplay("r", 1, 0));
        delivery.add(injected("r", 1, 0, InjectedFault.DUPLICATE));
        delivery.add(injected("r", 2, 0, InjectedFault.MALFORMED));
        delivery.add(injected("r", 3, 0, InjectedFault.MALFORMED));
        delivery.add(injected("r", 4, 0, InjectedFault.LATE));

        assertThat(delivery.report()).isEqualTo(new ReplayReport("r", 5, 4, 1, 0, 0, 1, 4, 2, 2, 1, 1));
    }

    @Test
    void takesTheGreatestSequenceThereCanBe() {
        delivery.add(ofReplay("r", 999_999_999_999_999_999L, 0));

        assertThat(delivery.report())
                .isEqualTo(new ReplayReport(
                        "r",
                        1,
                        1,
                        0,
                        999_999_999_999_999_998L,
                        0,
                        999_999_999_999_999_999L,
                        999_999_999_999_999_999L,
                        0,
                        0,
                        0,
                        0));
    }
}
