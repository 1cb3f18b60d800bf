package dev.sfcrime.bench.rounds;

/**
 * One of those that are compared.
 *
 * @param <R> what one turn gives
 */
public interface Contender<R> {
    /** What it is called in tables; unique among those compared. */
    String name();

    /**
     * Takes its turn.
     *
     * @param round which one; 0 and below are warm-ups, whose results do not count
     * @throws Exception if it cannot; that ends the benchmark
     */
    R run(int round) throws Exception;
}
