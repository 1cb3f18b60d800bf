package dev.sfcrime.analytics.stream;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.execution.streaming.checkpointing.CommitLog;
import org.apache.spark.sql.execution.streaming.checkpointing.HDFSMetadataLog;
import org.apache.spark.sql.execution.streaming.checkpointing.OffsetSeqBase;
import org.apache.spark.sql.execution.streaming.checkpointing.OffsetSeqLog;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Spark itself has written down about a query: which offsets it gave to each micro-batch, before it ran it, and
 * which micro-batches were done. These, and not the offsets of the records seen, are where a batch ends: a topic also
 * holds the markers of transactions.
 */
final class Checkpoint {
    /** No batch yet. */
    static final long NONE = -1;

    private static final boolean READ_ONLY = true;
    private static final TypeReference<Map<String, Map<Integer, Long>>> OFFSETS = new TypeReference<>() {};

    private final Path folder;
    private final OffsetSeqLog planned;
    private final CommitLog committed;

    Checkpoint(SparkSession session, Path folder) {
        this.folder = folder;
        this.planned =
                new OffsetSeqLog(session, folder.resolve("offsets").toUri().toString(), READ_ONLY);
        this.committed =
                new CommitLog(session, folder.resolve("commits").toUri().toString(), READ_ONLY);
    }

    /** The last batch whose offsets are fixed; {@link #NONE} before the first. */
    long lastPlanned() {
        return last(planned);
    }

    /** The last batch that the sink took in whole; {@link #NONE} before the first. */
    long lastCommitted() {
        return last(committed);
    }

    /**
     * The next offset to read after the batch, by partition.
     *
     * @throws IllegalStateException if Spark no longer has that batch, or never had it
     */
    Map<Integer, Long> endOffsets(long batchId) {
        Option<OffsetSeqBase> batch = planned.get(batchId);
        if (batch.isEmpty()) {
            throw new IllegalStateException("The checkpoint " + folder + " has no offsets of batch " + batchId);
        }
        Map<Integer, Long> ends = new HashMap<>();
        for (Option<Offset> source : CollectionConverters.asJava(batch.get().offsets())) {
            if (source.isDefined()) {
                JsonMapper.shared()
                        .readValue(source.get().json(), OFFSETS)
                        .values()
                        .forEach(ends::putAll);
            }
        }
        return ends;
    }

    private static long last(HDFSMetadataLog<?> log) {
        Option<Object> batchId = log.getLatestBatchId();
        return batchId.isEmpty() ? NONE : (Long) batchId.get();
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
