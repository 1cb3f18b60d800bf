package dev.sfcrime.bench.capacity;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sfcrime.bench.capacity.Watch.Sight;
import org.HdrHistogram.Histogram;

/**
 * Puts what came to the topic beside what was counted of it. Messages are told in the order of each partition.
 */
final class Arrivals {
    private static final long LONGEST_MILLIS = 600_000;
    private static final int DIGITS = 3;

    private final List<Sight> sights;
    private final long beginMillis;
    private final long endMillis;
    private final long[] perSight;
    private final Map<Integer, Integer> nextSight = new HashMap<>();
    private final Histogram latencies = new Histogram(LONGEST_MILLIS, DIGITS);

    /**
     * Nothing has come yet.
     *
     * @param sights in their order; the last sees all messages counted
     * @param beginMillis from when on messages are samples, on the clock of Kafka's timestamps
     * @param endMillis until when, exclusive
     */
    Arrivals(List<Sight> sights, long beginMillis, long endMillis) {
        this.sights = List.copyOf(sights);
        this.beginMillis = beginMillis;
        this.endMillis = endMillis;
        perSight = new long[sights.size() + 1];
    }

    /** A message came. */
    void add(int partition, long offset, long timestamp) {
        perSight[firstAtOrAfter(timestamp)]++;
        int seen = nextSight.getOrDefault(partition, 0);
        while (seen < sights.size() && sights.get(seen).next(partition) <= offset) {
            seen++;
        }
        nextSight.put(partition, seen);
        if (timestamp >= beginMillis && timestamp < endMillis) {
            if (seen == sights.size()) {
                throw new IllegalArgumentException(
                        "the message %d of partition %d was never seen counted".formatted(offset, partition));
            }
            latencies.recordValue(
                    Math.min(LONGEST_MILLIS, Math.max(0, sights.get(seen).atMillis() - timestamp)));
        }
    }

    private int firstAtOrAfter(long timestamp) {
        int low = 0;
        int high = sights.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sights.get(middle).atMillis() < timestamp) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * What it comes to.
     *
     * @param rate records a second that were asked for
     * @param countedBefore calls that had been counted before the first message
     */
    Trial trial(double rate, long countedBefore) {
        double[] seconds = new double[sights.size()];
        double[] lags = new double[sights.size()];
        int count = 0;
        long came = 0;
        for (int i = 0; i < sights.size(); i++) {
            came += perSight[i];
            Sight sight = sights.get(i);
            if (sight.atMillis() >= beginMillis && sight.atMillis() < endMillis) {
                seconds[count] = (sight.atMillis() - beginMillis) / 1e3;
                lags[count] = came - (sight.total() - countedBefore);
                count++;
            }
        }
        return new Trial(
                rate,
                latencies.getTotalCount() * 1e3 / (endMillis - beginMillis),
                Trend.slope(Arrays.copyOf(seconds, count), Arrays.copyOf(lags, count)),
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99));
    }
}
