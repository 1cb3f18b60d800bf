package dev.sfcrime.bench.analytics.engines;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The views as three stores that one processor writes: each partition counts for itself, nothing is sent through another
 * topic, and a read adds the partitions up.
 */
final class ProcessorTopology {
    private static final String SOURCE = "calls";
    private static final String COUNTER = "counter";

    private ProcessorTopology() {}

    static Topology of(String topic) {
        Topology topology = new Topology()
                .addSource(
                        SOURCE,
                        Serdes.ByteArray().deserializer(),
                        Serdes.ByteArray().deserializer(),
                        topic)
                .addProcessor(COUNTER, CountingProcessor::new, SOURCE);
        for (View view : View.values()) {
            topology.addStateStore(store(view), COUNTER);
        }
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, Long>> store(View view) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(view.path()), Serdes.String(), Serdes.Long())
                .withCachingEnabled();
    }
}
