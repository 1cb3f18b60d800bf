package dev.sfcrime.bench.analytics.engines;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer, a parser and hash maps. Nothing outlives the process: this is what reading and parsing cost at least. */
final class PlainLoop implements Engine {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final List<Worker> workers = new ArrayList<>();

    PlainLoop(EngineSettings settings, int threads) {
        for (int i = 0; i < threads; i++) {
            workers.add(new Worker(settings, i, threads));
        }
    }

    @Override
    public void start() {
        workers.forEach(worker -> worker.thread.start());
    }

    @Override
    public Map<String, Long> counts(View view) {
        Map<String, Long> counts = new HashMap<>();
        workers.forEach(worker -> worker.addTo(counts, view));
        return counts;
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.consumer.wakeup());
        for (Worker worker : workers) {
            try {
                worker.thread.join(STOP.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One thread with its share of the partitions. Its maps are guarded by itself, which it holds for each poll's records. */
    private static final class Worker implements Runnable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final Map<View, Map<String, Count>> counts = new EnumMap<>(View.class);
        private final Thread thread;

        Worker(EngineSettings settings, int index, int threads) {
            consumer = new KafkaConsumer<>(consumerProperties(settings));
            List<TopicPartition> share = consumer.partitionsFor(settings.topic()).stream()
                    .filter(partition -> partition.partition() % threads == index)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(share);
            consumer.seekToBeginning(share);
            for (View view : View.values()) {
                counts.put(view, new HashMap<>());
            }
            thread = new Thread(this, "loop-" + index);
        }

        private static Properties consumerProperties(EngineSettings settings) {
            Properties properties = new Properties();
            properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
            properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
            properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
            properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            return properties;
        }

        @Override
        public void run() {
            try (consumer) {
                while (true) {
                    count(consumer.poll(POLL));
                }
            } catch (WakeupException stopped) {
                // the end of it
            }
        }

        private synchronized void count(ConsumerRecords<byte[], byte[]> records) {
            for (ConsumerRecord<byte[], byte[]> message : records) {
                CallFields call = CallFields.read(message.value());
                if (call != null) {
                    counts.forEach((view, keys) -> keys.computeIfAbsent(view.key(call), key -> new Count()).calls++);
                }
            }
        }

        synchronized void addTo(Map<String, Long> sums, View view) {
            counts.getOrDefault(view, Map.of()).forEach((key, count) -> sums.merge(key, count.calls, Long::sum));
        }
    }

    private static final class Count {
        private long calls;
    }
}
