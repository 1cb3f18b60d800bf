package dev.sfcrime.bench.capacity;

/** A system that can be loaded. */
interface Trials {
    /**
     * Loads it at this rate; when it returns, nothing is left to do for the system.
     *
     * @param rate records a second
     * @throws Exception if the system fails
     */
    Trial run(double rate) throws Exception;
}
