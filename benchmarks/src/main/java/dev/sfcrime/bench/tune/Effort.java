package dev.sfcrime.bench.tune;

/**
 * How much is measured.
 *
 * @param quick whether only the most telling properties are moved
 * @param seed what the order of trials follows from
 * @param rounds how often each setting is tried in the sweep
 * @param shippedPerRound how often the shipped defaults are tried in each round
 * @param sparkStatePerRound how often the other base is
 * @param ladderRounds how often each step of the ladder is tried
 * @param records how many records a trial catches up with
 * @param rate messages a second of the steady part
 * @param steadySeconds how long that part takes
 */
record Effort(
        boolean quick,
        long seed,
        int rounds,
        int shippedPerRound,
        int sparkStatePerRound,
        int ladderRounds,
        int records,
        int rate,
        int steadySeconds) {
    /** What the order follows from where nobody says otherwise. */
    static final long DEFAULT_SEED = 2018;

    static Effort full(long seed) {
        return new Effort(false, seed, 3, 3, 2, 3, 400_000, 2_000, 6);
    }

    /** What calls for this effort. */
    String command() {
        return "./sfcrime tune" + (quick ? " --quick" : "") + (seed == DEFAULT_SEED ? "" : " --seed " + seed);
    }

    static Effort quick(long seed) {
        return new Effort(true, seed, 2, 2, 2, 1, 200_000, 2_000, 4);
    }
}
