package dev.sfcrime.verify.topic;

import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Makes readers of topics. */
@Component
public class TopicReaders {
    private final TopicProperties properties;
    private final KafkaAdmin kafka;
    private final ConsumerFactory<byte[], byte @Nullable []> consumers;

    TopicReaders(TopicProperties properties, KafkaAdmin kafka, ConsumerFactory<byte[], byte @Nullable []> consumers) {
        this.properties = properties;
        this.kafka = kafka;
        this.consumers = consumers;
    }

    /**
     * A reader that is to be started and stopped as a bean.
     *
     * @param topic name of the topic
     * @param clientId what Kafka, the metrics and the thread call it
     * @param listener is told of all that is read
     */
    public TopicReader reader(String topic, String clientId, RecordListener listener) {
        return new TopicReader(
                topic, clientId, properties, new TopicWatch(topic, properties, kafka), consumers, listener);
    }
}
