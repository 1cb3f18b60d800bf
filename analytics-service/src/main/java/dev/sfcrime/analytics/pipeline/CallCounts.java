package dev.sfcrime.analytics.pipeline;

import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.UnreadableCallException;
import dev.sfcrime.wire.ReplayHeaders;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_valid_utf8;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

/**
 * The counts that every view is a roll-up of: the cube of event hour, crime type and disposition, and what each replay
 * sent. One aggregation holds both, so that a stream keeps one state and one batch changes both or neither.
 */
public final class CallCounts {
    /** Input: the message's value, binary. */
    public static final String VALUE = "value";

    /** Input: the message's headers, an array of key and value as Kafka's source gives it. */
    public static final String HEADERS = "headers";

    /** Start of the event hour, without a zone; null in the rows of replays. */
    public static final String EVENT_HOUR = "event_hour";

    /** Crime type, empty where calls have none; null in the rows of replays. */
    public static final String CRIME_TYPE = "crime_type";

    /** Radio code, empty where calls have none; null in the rows of replays. */
    public static final String DISPOSITION = "disposition";

    /** Replay id, null for messages without one; null in the rows of the cube. */
    public static final String REPLAY_ID = "replay_id";

    /** How many valid calls. */
    public static final String COUNTED = "counted";

    /** How many messages that are no call; 0 in the rows of the cube. */
    public static final String MALFORMED = "malformed";

    private static final StructType CELL = new StructType()
            .add(EVENT_HOUR, DataTypes.TimestampNTZType)
            .add(CRIME_TYPE, DataTypes.StringType)
            .add(DISPOSITION, DataTypes.StringType);
    private static final UserDefinedFunction CELL_OF = udf((UDF1<byte[], Row>) CallCounts::cellOf, CELL);

    private static final Set<CallField> FIELDS = EnumSet.of(CallField.ORIGINAL_CRIME_TYPE_NAME, CallField.DISPOSITION);
    private static final UserDefinedFunction LAST_REPLAY_ID =
            udf((UDF1<Seq<Row>, byte[]>) CallCounts::lastReplayId, DataTypes.BinaryType);

    private static final String CALL_CELL = "cell";
    private static final String COUNTER = "counter";
    private static final String HEADER_KEY = "key";

    private CallCounts() {}

    /**
     * Counts messages.
     *
     * @param messages {@link #VALUE} and {@link #HEADERS} of each message
     * @return a row of {@link #EVENT_HOUR}, {@link #CRIME_TYPE}, {@link #DISPOSITION}, {@link #REPLAY_ID},
     *     {@link #COUNTED} and {@link #MALFORMED} for each cell of the cube and for each replay
     */
    public static Dataset<Row> of(Dataset<Row> messages) {
        return total(counters(messages));
    }

    /** Each message adds to the counter of its replay, and a valid one to that of its cell. */
    private static Dataset<Row> counters(Dataset<Row> messages) {
        Column cell = counter(
                col(CALL_CELL).getField(EVENT_HOUR),
                col(CALL_CELL).getField(CRIME_TYPE),
                col(CALL_CELL).getField(DISPOSITION),
                lit(null));
        Column replay = counter(lit(null), lit(null), lit(null), col(REPLAY_ID));
        Column valid = col(CALL_CELL).isNotNull();
        return messages.select(
                        CELL_OF.apply(col(VALUE)).as(CALL_CELL), replayId().as(REPLAY_ID))
                .select(
                        valid.as(COUNTED),
                        explode(when(valid, array(cell, replay)).otherwise(array(replay)))
                                .as(COUNTER));
    }

    private static Column counter(Column eventHour, Column crimeType, Column disposition, Column replayId) {
        return struct(
                eventHour.cast(DataTypes.TimestampNTZType).as(EVENT_HOUR),
                crimeType.cast(DataTypes.StringType).as(CRIME_TYPE),
                disposition.cast(DataTypes.StringType).as(DISPOSITION),
                replayId.cast(DataTypes.StringType).as(REPLAY_ID));
    }

    private static Dataset<Row> total(Dataset<Row> counters) {
        Column counted = col(COUNTED).cast(DataTypes.LongType);
        return counters.select(COUNTER + ".*", COUNTED)
                .groupBy(EVENT_HOUR, CRIME_TYPE, DISPOSITION, REPLAY_ID)
                .agg(sum(counted).as(COUNTED), sum(lit(1L).minus(counted)).as(MALFORMED));
    }

    /**
     * The replay id; the last one, as in Kafka's {@code lastHeader}, should a message carry several. The two headers that
     * a replay writes are taken without a search, which would cost as much as reading the message.
     */
    private static Column replayId() {
        Column first = get(col(HEADERS), lit(0));
        Column second = get(col(HEADERS), lit(1));
        Column ofReplay = size(col(HEADERS))
                .equalTo(2)
                .and(first.getField(HEADER_KEY).equalTo(ReplayHeaders.REPLAY_ID))
                .and(second.getField(HEADER_KEY).equalTo(ReplayHeaders.REPLAY_SEQUENCE));
        Column found = when(ofReplay, first.getField(VALUE)).otherwise(LAST_REPLAY_ID.apply(col(HEADERS)));
        return make_valid_utf8(found.cast(DataTypes.StringType));
    }

    private static byte @Nullable [] lastReplayId(@Nullable Seq<Row> headers) {
        byte[] last = null;
        if (headers != null) {
            for (Row header : CollectionConverters.asJava(headers)) {
                if (header.getString(0).equals(ReplayHeaders.REPLAY_ID)) {
                    last = header.getAs(1);
                }
            }
        }
        return last;
    }

    private static @Nullable Row cellOf(byte @Nullable [] message) {
        try {
            CallForService call = CallJson.read(message, FIELDS);
            return RowFactory.create(
                    call.callDateTime().truncatedTo(ChronoUnit.HOURS),
                    orEmpty(call.originalCrimeTypeName()),
                    orEmpty(call.disposition()));
        } catch (UnreadableCallException malformed) {
            return null;
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null || text.isBlank() ? "" : text;
    }
}
