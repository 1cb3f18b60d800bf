package dev.sfcrime.analytics.aggregates;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Commits batches that the store does not have yet, and tells each that is committed, until it is killed. */
final class CommittingProcess {
    static final long SEED = 9;
    static final int CALLS_PER_BATCH = 50;

    private CommittingProcess() {}

    public static void main(String[] arguments) {
        PrintStream told = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CubeOracle oracle = new CubeOracle(SEED, StateKeeper.STORE);
        try (TestDatabase database = TestDatabase.at(arguments[0])) {
            AggregateStore store = database.store();
            while (true) {
                BatchCounts batch = oracle.nextBatch(CALLS_PER_BATCH);
                if (store.commit(batch)) {
                    told.println("committed " + batch.batchId());
                }
            }
        }
    }
}
