package dev.sfcrime.verify.topic;

import java.nio.ByteBuffer;
import java.util.Properties;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Makes readers of topics. */
@Component
public class TopicReaders {
    private final TopicProperties properties;
    private final KafkaAdmin kafka;
    private final ConsumerFactory<byte[], ?> consumers;

    TopicReaders(TopicProperties properties, KafkaAdmin kafka, ConsumerFactory<byte[], ?> consumers) {
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
                topic, clientId, properties, new TopicWatch(topic, properties, kafka), () -> open(clientId), listener);
    }

    /** A consumer that leaves values where they were unpacked, and spares a copy of each. */
    @SuppressWarnings("unchecked") // the type of values is that of the deserializer which is set here
    private Consumer<byte[], @Nullable ByteBuffer> open(String clientId) {
        Properties inPlace = new Properties();
        inPlace.setProperty(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class.getName());
        return (Consumer<byte[], @Nullable ByteBuffer>) consumers.createConsumer(null, clientId, "", inPlace);
    }
}
