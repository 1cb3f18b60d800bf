package dev.sfcrime.ingest.publish;

import org.apache.kafka.clients.producer.Producer;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes to the topic of calls. All sessions share one producer and with it one bounded buffer, so that thousands of
 * short replays cost neither connections nor threads.
 */
@Component
class KafkaRecordPublisher implements RecordPublisher {
    private final ProducerFactory<String, byte[]> producers;
    private final CallsTopic topic;

    KafkaRecordPublisher(ProducerFactory<String, byte[]> producers, CallsTopic topic) {
        this.producers = producers;
        this.topic = topic;
    }

    @Override
    public PublishingSession open(String replayId, DeliveryListener listener) {
        Producer<String, byte[]> producer = producers.createProducer();
        return new KafkaSession(producer, topic, replayId, listener);
    }
}
