package dev.sfcrime.analytics.source;

import java.util.Arrays;

import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.KafkaOffsetRange;
import org.apache.spark.sql.kafka010.consumer.KafkaDataConsumer;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Reads part of a topic, by the pooled consumers of Spark's Kafka source, which also tell what is lost from what is
 * invisible. For one thread.
 */
final class CallsReader implements PartitionReader<InternalRow> {
    private final KafkaBatchInputPartition partition;
    private final KafkaDataConsumer consumer;
    private final long end;

    /** Value, replay id and fault of the message at hand. Spark copies the row before it asks for the next. */
    private final @Nullable Object[] columns = new @Nullable Object[3];

    private final InternalRow row = new GenericInternalRow(columns);
    private long next;

    /** Nearly always the next message is of the same replay. */
    private byte @Nullable [] lastReplayId;

    private @Nullable UTF8String lastReplay;

    /** A reader that has read nothing yet. */
    CallsReader(KafkaBatchInputPartition partition) {
        KafkaOffsetRange range = partition.offsetRange();
        if (range.fromOffset() < 0 || range.untilOffset() < 0) {
            throw new IllegalArgumentException(
                    range + " is no range of a stream: its ends must be known when it is planned");
        }
        this.partition = partition;
        this.consumer = KafkaDataConsumer.acquire(range.topicPartition(), partition.executorKafkaParams());
        this.next = range.fromOffset();
        this.end = range.untilOffset();
    }

    @Override
    public boolean next() {
        if (next >= end) {
            return false;
        }
        ConsumerRecord<byte[], byte[]> message =
                consumer.get(next, end, partition.pollTimeoutMs(), partition.failOnDataLoss());
        if (message == null) {
            // nothing but markers and aborted messages up to the end
            return false;
        }
        next = message.offset() + 1;
        columns[0] = message.value();
        columns[1] = replay(last(message.headers(), ReplayHeaders.REPLAY_ID));
        columns[2] = fault(last(message.headers(), InjectedFault.HEADER));
        return true;
    }

    @Override
    public InternalRow get() {
        return row;
    }

    private @Nullable UTF8String replay(byte @Nullable [] id) {
        if (!Arrays.equals(id, lastReplayId)) {
            lastReplayId = id;
            // by way of a text, so that what is no UTF-8 becomes some
            lastReplay = UTF8String.fromString(ReplayHeaders.replayId(id));
        }
        return lastReplay;
    }

    private static @Nullable UTF8String fault(byte @Nullable [] header) {
        return InjectedFault.of(header) == null ? null : UTF8String.fromBytes(header);
    }

    private static byte @Nullable [] last(Headers headers, String key) {
        Header last = headers.lastHeader(key);
        return last == null ? null : last.value();
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return new CustomTaskMetric[] {
            new Metric("offsetOutOfRange", consumer.getNumOffsetOutOfRange()),
            new Metric("dataLoss", consumer.getNumDataLoss())
        };
    }

    /** Of those that Spark's Kafka source reports. */
    private record Metric(String name, long value) implements CustomTaskMetric {}

    @Override
    public void close() {
        consumer.release();
    }
}
