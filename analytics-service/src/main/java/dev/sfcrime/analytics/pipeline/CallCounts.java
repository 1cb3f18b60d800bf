package dev.sfcrime.analytics.pipeline;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

/**
 * The counts that every view is a roll-up of: the cube of event hour, crime type and disposition, and what each replay
 * sent. Both come together, so that one batch changes both or neither.
 */
public final class CallCounts {
    /** Input: the message's value, binary. */
    public static final String VALUE = "value";

    /** Input: id of the replay that sent the message, text; null for none. */
    public static final String REPLAY_ID = "replay_id";

    /** Input: header value of the {@link dev.sfcrime.wire.InjectedFault} that the message was sent for; null for none. */
    public static final String FAULT = "fault";

    /** What is counted: the input's columns. */
    public static final StructType MESSAGE = new StructType()
            .add(VALUE, DataTypes.BinaryType)
            .add(REPLAY_ID, DataTypes.StringType)
            .add(FAULT, DataTypes.StringType);

    /** {@link Counter#eventHour()}. */
    public static final String EVENT_HOUR = "event_hour";

    /** {@link Counter#subject()}. */
    public static final String SUBJECT = "subject";

    /** {@link Counter#detail()}. */
    public static final String DETAIL = "detail";

    /** How many valid calls. */
    public static final String COUNTED = "counted";

    /** How many messages that are no call; 0 in the rows of the cube. */
    public static final String MALFORMED = "malformed";

    private static final StructType CELL = new StructType()
            .add(EVENT_HOUR, DataTypes.TimestampNTZType)
            .add(SUBJECT, DataTypes.StringType)
            .add(DETAIL, DataTypes.StringType);
    private static final UserDefinedFunction CELL_OF = udf((UDF1<byte[], Row>) CallCounts::cellOf, CELL);

    /**
     * Spark forgets what lies at its watermark, too. An hour starts at full seconds, so that one which starts at the
     * retention's border stays by so much.
     */
    private static final Duration BEFORE_WATERMARK = Duration.ofMillis(1);

    private static final String CALL_CELL = "cell";
    private static final String COUNTER = "counter";

    private CallCounts() {}

    /** Counts messages, each of them however late it comes. */
    public static Dataset<Row> of(Dataset<Row> messages) {
        return of(messages, null);
    }

    /**
     * Counts messages.
     *
     * @param messages of {@link #MESSAGE}
     * @param retention a stream forgets the cells of event hours that end this long before the newest event hour, or
     *     earlier, and drops calls that come for them later; replays keep counting these. Null to keep all cells
     * @return a row of {@link #EVENT_HOUR}, {@link #SUBJECT}, {@link #DETAIL}, {@link #COUNTED} and {@link #MALFORMED}
     *     for each cell of the cube, for each replay and for each kind of fault that a replay injected
     */
    public static Dataset<Row> of(Dataset<Row> messages, @Nullable Duration retention) {
        Dataset<Row> counters = counters(messages).select(COUNTER + ".*", COUNTED);
        if (retention == null) {
            return total(counters);
        }
        // a watermark needs an instant; the session's time zone, UTC, shifts nothing
        Dataset<Row> retained = counters.withColumn(EVENT_HOUR, col(EVENT_HOUR).cast(DataTypes.TimestampType))
                .withWatermark(EVENT_HOUR, retention.plus(BEFORE_WATERMARK).toMillis() + " milliseconds");
        return total(retained).withColumn(EVENT_HOUR, col(EVENT_HOUR).cast(DataTypes.TimestampNTZType));
    }

    /**
     * Counts messages at once, without adding up what the partitions of the input have: a stream of it keeps nothing.
     *
     * <p>The rows are taken as Spark has them inside. Those of a micro-batch are not planned a second time, which would
     * take longer than counting a small batch, and none becomes an object of its own.
     *
     * @param messages as above
     * @return a packed {@link Tally} of each task; there are no more tasks than can run at once
     */
    public static List<byte[]> inParts(Dataset<Row> messages) {
        SparkContext context = messages.sparkSession().sparkContext();
        RDD<InternalRow> rows = messages.queryExecution().logical() instanceof LogicalRDD ofBatch
                ? ofBatch.rdd()
                : messages.queryExecution().toRdd();
        JavaRDD<InternalRow> tasks = rows.toJavaRDD();
        if (rows.getNumPartitions() > context.defaultParallelism()) {
            tasks = tasks.coalesce(context.defaultParallelism());
        }
        StructType columns = messages.schema();
        Tally.Task task =
                new Tally.Task(columns.fieldIndex(VALUE), columns.fieldIndex(REPLAY_ID), columns.fieldIndex(FAULT));
        return List.of((byte[][]) context.runJob(tasks.rdd(), task, ClassTag.apply(byte[].class)));
    }

    /**
     * The event time before which a stream has forgotten all cells, by what Spark tells of its watermark.
     *
     * @param watermarkMillis milliseconds since 1970; 0 where Spark has none yet
     */
    public static @Nullable LocalDateTime retainedFrom(long watermarkMillis) {
        return watermarkMillis <= 0
                ? null
                : LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC)
                        .plus(watermarkMillis, ChronoUnit.MILLIS)
                        .plus(BEFORE_WATERMARK);
    }

    /**
     * Each message adds to the counter of its replay, a valid one to that of its cell, and one that was injected to that
     * of its fault.
     */
    private static Dataset<Row> counters(Dataset<Row> messages) {
        Column cell = counter(
                col(CALL_CELL).getField(EVENT_HOUR),
                col(CALL_CELL).getField(SUBJECT),
                col(CALL_CELL).getField(DETAIL));
        Column replay = counter(lit(null), col(REPLAY_ID), lit(null));
        Column fault = counter(lit(null), col(REPLAY_ID), col(FAULT));
        Column valid = col(CALL_CELL).isNotNull();
        Column regular = when(valid, array(cell, replay)).otherwise(array(replay));
        Column injected = when(valid, array(cell, replay, fault)).otherwise(array(replay, fault));
        return messages.select(CELL_OF.apply(col(VALUE)).as(CALL_CELL), col(REPLAY_ID), col(FAULT))
                .select(
                        valid.as(COUNTED),
                        explode(when(col(FAULT).isNull(), regular).otherwise(injected))
                                .as(COUNTER));
    }

    private static Column counter(Column eventHour, Column subject, Column detail) {
        return struct(
                eventHour.cast(DataTypes.TimestampNTZType).as(EVENT_HOUR),
                subject.cast(DataTypes.StringType).as(SUBJECT),
                detail.cast(DataTypes.StringType).as(DETAIL));
    }

    private static Dataset<Row> total(Dataset<Row> counters) {
        Column counted = col(COUNTED).cast(DataTypes.LongType);
        return counters.groupBy(EVENT_HOUR, SUBJECT, DETAIL)
                .agg(sum(counted).as(COUNTED), sum(lit(1L).minus(counted)).as(MALFORMED));
    }

    private static @Nullable Row cellOf(byte @Nullable [] message) {
        Counter cell = Counter.ofCall(message);
        return cell == null ? null : RowFactory.create(cell.eventHour(), cell.subject(), cell.detail());
    }
}
