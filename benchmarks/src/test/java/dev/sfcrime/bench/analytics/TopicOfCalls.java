package dev.sfcrime.bench.analytics;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import dev.sfcrime.bench.lab.CallTopics;
import dev.sfcrime.bench.lab.GeneratedCalls;
import dev.sfcrime.calls.CallForService;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of 2,000 calls, of messages that are no call, and of calls whose transaction was aborted. */
public final class TopicOfCalls {
    public static final int CALLS = 2_000;

    private TopicOfCalls() {}

    /** Makes it. */
    @SuppressWarnings("FutureReturnValueIgnored") // a message that failed fails the commit
    public static void make(String bootstrapServers, String topic) {
        new CallTopics(bootstrapServers).create(topic);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        topic),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (long number = 0; number < CALLS; number++) {
                producer.send(new ProducerRecord<>(topic, GeneratedCalls.key(number), GeneratedCalls.message(number)));
            }
            producer.send(new ProducerRecord<>(topic, "no JSON".getBytes(StandardCharsets.UTF_8)));
            producer.send(new ProducerRecord<>(topic, "{}".getBytes(StandardCharsets.UTF_8)));
            producer.send(new ProducerRecord<>(topic, GeneratedCalls.key(1), null));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, GeneratedCalls.key(1), GeneratedCalls.message(1)));
            producer.flush();
            producer.abortTransaction();
        }
    }

    /** How many of them there are by crime type. */
    public static Map<String, Long> byCrimeType() {
        return counts("crime type");
    }

    /** How many of them there are by disposition. */
    public static Map<String, Long> byDisposition() {
        return counts("disposition");
    }

    /** How many of them there are by event hour. */
    public static Map<String, Long> byHour() {
        return counts("hour");
    }

    private static Map<String, Long> counts(String what) {
        Map<String, Long> counts = new TreeMap<>();
        for (long number = 0; number < CALLS; number++) {
            CallForService call = GeneratedCalls.call(number);
            String key = switch (what) {
                case "crime type" -> call.originalCrimeTypeName();
                case "disposition" -> call.disposition();
                default -> call.callDateTime().toString().substring(0, 13);
            };
            counts.merge(key, 1L, Long::sum);
        }
        return counts;
    }
}
