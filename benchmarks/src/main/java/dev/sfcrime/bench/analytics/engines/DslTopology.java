package dev.sfcrime.bench.analytics.engines;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The views as three counts by key. To count by another key than the topic's, the DSL sends each call through a topic of its
 * own for each view; only the key goes there, with an empty value.
 */
final class DslTopology {
    private static final byte[] ONE_CALL = {};

    private DslTopology() {}

    static Topology of(String topic) {
        StreamsBuilder builder = new StreamsBuilder();
        KStream<byte[], CallFields> calls = builder.stream(topic, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .mapValues(CallFields::read)
                .filter((id, call) -> call != null);
        for (View view : View.values()) {
            calls.map((id, call) -> KeyValue.pair(view.key(call), ONE_CALL))
                    .groupByKey(Grouped.with(view.path(), Serdes.String(), Serdes.ByteArray()))
                    .count(Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as(view.path())
                            .withKeySerde(Serdes.String())
                            .withValueSerde(Serdes.Long()));
        }
        return builder.build();
    }
}
