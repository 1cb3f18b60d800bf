package dev.sfcrime.analytics.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.read.streaming.Offset;
import org.apache.spark.sql.execution.streaming.checkpointing.CommitLog;
import org.apache.spark.sql.execution.streaming.checkpointing.HDFSMetadataLog;
import org.apache.spark.sql.execution.streaming.checkpointing.OffsetSeqBase;
import org.apache.spark.sql.execution.streaming.checkpointing.OffsetSeqLog;
import org.apache.spark.sql.execution.streaming.checkpointing.OffsetSeqMetadataBase;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import tools.jackson.core.JacksonException;
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

    /**
     * The id that Spark gave to the query when it began this checkpoint; null before.
     *
     * @throws UnreadableCheckpointException if the file that holds it is broken
     */
    @Nullable
    String id() {
        Path metadata = folder.resolve("metadata");
        if (!Files.exists(metadata)) {
            return null;
        }
        try {
            return JsonMapper.shared()
                    .readTree(Files.readString(metadata))
                    .required("id")
                    .asString();
        } catch (IOException | JacksonException broken) {
            throw new UnreadableCheckpointException(metadata + " is broken", broken);
        }
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
     * @throws UnreadableCheckpointException if Spark no longer has that batch, or never had it
     */
    Map<Integer, Long> endOffsets(long batchId) {
        Map<Integer, Long> ends = new HashMap<>();
        for (Option<Offset> source : CollectionConverters.asJava(plan(batchId).offsets())) {
            if (source.isDefined()) {
                JsonMapper.shared()
                        .readValue(source.get().json(), OFFSETS)
                        .values()
                        .forEach(ends::putAll);
            }
        }
        return ends;
    }

    /** Spark's watermark while the batch runs, in milliseconds since 1970; 0 for none. */
    long watermarkMillis(long batchId) {
        Option<OffsetSeqMetadataBase> metadata = plan(batchId).metadataOpt();
        return metadata.isEmpty() ? 0 : metadata.get().batchWatermarkMs();
    }

    private OffsetSeqBase plan(long batchId) {
        Option<OffsetSeqBase> batch = planned.get(batchId);
        if (batch.isEmpty()) {
            throw new UnreadableCheckpointException("it has no offsets of batch " + batchId);
        }
        return batch.get();
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
