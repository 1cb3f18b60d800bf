package dev.sfcrime.bench.analytics.engines;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Kafka Streams with two threads, read by interactive queries. */
final class StreamsEngine implements Engine {
    private static final Duration STOP = Duration.ofSeconds(10);

    private final KafkaStreams streams;

    StreamsEngine(EngineSettings settings, Topology topology, String guarantee) {
        streams = new KafkaStreams(topology, properties(settings, guarantee));
    }

    /**
     * What favours Kafka Streams within its guarantee: stores on the heap, with their changelogs; its cache, which writes a
     * changed count once for each commit; a producer that sends large, compressed batches, and soon (100 ms by default).
     * It commits every 100 ms, as it does by default for exactly once: the 30 s of at least once would leave to later what
     * makes the counts outlive the process.
     */
    private static Properties properties(EngineSettings settings, String guarantee) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "views-of-" + settings.topic());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.folder().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
        properties.put(
                StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG,
                BuiltInDslStoreSuppliers.InMemoryDslStoreSuppliers.class);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 5);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 128 << 10);
        return properties;
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public Map<String, Long> counts(View view) {
        Map<String, Long> counts = new HashMap<>();
        try {
            ReadOnlyKeyValueStore<String, Long> store = streams.store(
                    StoreQueryParameters.fromNameAndType(view.path(), QueryableStoreTypes.keyValueStore()));
            try (KeyValueIterator<String, Long> all = store.all()) {
                // the partitions' stores, one after the other
                all.forEachRemaining(entry -> counts.merge(entry.key, entry.value, Long::sum));
            }
        } catch (InvalidStateStoreException notYet) {
            throw new NotReadyException(notYet);
        }
        return counts;
    }

    @Override
    public void close() {
        streams.close(STOP);
    }
}
