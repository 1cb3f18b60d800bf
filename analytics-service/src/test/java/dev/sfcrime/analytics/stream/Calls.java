package dev.sfcrime.analytics.stream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;

import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import static org.assertj.core.api.Assertions.assertThat;

/** A topic of calls, and a replay into it: in transactions, as the ingest service sends. */
final class Calls {
    private static final List<String> TYPES = List.of("Passing Call", "Traffic Stop", "22500e");
    private static final List<String> DISPOSITIONS = List.of("HAN", "GOA", "Not recorded", "22");

    private final String bootstrapServers;
    private final String topic;

    Calls(String bootstrapServers, String topic) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
    }

    void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(3), Optional.empty())))
                    .all()
                    .get();
        }
    }

    void deleteTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    /** As Kafka's retention does it. */
    void deleteMessagesBefore(int partition, long offset) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    /** Sends one call of that event time. */
    void call(String replayId, String time) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(message(
                            replayId,
                            1,
                            "{\"crime_id\":\"1\",\"original_crime_type_name\":\"Passing Call\",\"call_date_time\":\"%s\",\"disposition\":\"HAN\"}"
                                    .formatted(time)))
                    .get();
        }
    }

    /** Sends calls, every tenth of which is malformed, in transactions of 50; and one transaction that is aborted. */
    void replay(String replayId, int count) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("transactional.id", replayId);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int from = 1; from <= count; from += 50) {
                producer.beginTransaction();
                for (int sequence = from; sequence < Math.min(from + 50, count + 1); sequence++) {
                    sent.add(producer.send(message(replayId, sequence)));
                }
                producer.commitTransaction();
            }
            producer.beginTransaction();
            sent.add(producer.send(message(replayId, count + 1)));
            producer.flush();
            producer.abortTransaction();
            assertThat(sent).hasSize(count + 1);
        }
    }

    /** How many of the calls of such a replay are valid. */
    static long valid(long count) {
        return count - count / 10;
    }

    private ProducerRecord<byte[], byte[]> message(String replayId, int sequence) {
        String value = sequence % 10 == 0
                ? "{broken"
                : "{\"crime_id\":\"%d\",\"original_crime_type_name\":\"%s\",\"call_date_time\":\"2018-12-%02dT%02d:57:00.000\",\"disposition\":\"%s\"}"
                        .formatted(
                                sequence,
                                TYPES.get(sequence % TYPES.size()),
                                1 + sequence % 31,
                                sequence % 24,
                                DISPOSITIONS.get(sequence % DISPOSITIONS.size()));
        return message(replayId, sequence, value);
    }

    private ProducerRecord<byte[], byte[]> message(String replayId, int sequence, String value) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                topic,
                Integer.toString(sequence).getBytes(StandardCharsets.UTF_8),
                value.getBytes(StandardCharsets.UTF_8));
        message.headers()
                .add(ReplayHeaders.REPLAY_ID, ReplayHeaders.replayId(replayId))
                .add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(sequence));
        return message;
    }
}
