package dev.sfcrime.ingest.dataset;

import java.util.List;

/** Picks among values by their shares, from random bits, in one look-up. */
final class WeightedChoice {
    /** Bits that a pick uses: shares are exact to 1 in 65,536. */
    static final int BITS = 16;

    private static final int SLOTS = 1 << BITS;

    private final String[] slots = new String[SLOTS];

    /**
     * A choice among these values.
     *
     * @param values the values
     * @param shares the share of each, in any unit
     */
    WeightedChoice(List<String> values, double[] shares) {
        double all = 0;
        for (double share : shares) {
            all += share;
        }
        int slot = 0;
        double passed = 0;
        for (int i = 0; i < shares.length; i++) {
            passed += shares[i];
            int end = i == shares.length - 1 ? SLOTS : (int) Math.round(passed / all * SLOTS);
            while (slot < end) {
                slots[slot++] = values.get(i);
            }
        }
    }

    /** The pick that the lowest bits make. */
    String pick(long bits) {
        return slots[(int) bits & (SLOTS - 1)];
    }
}
