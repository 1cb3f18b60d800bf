package dev.sfcrime.verify.topic;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the topic of calls read once, for all who listen. */
@Configuration(proxyBeanMethods = false)
class CallsReading {
    @Bean
    TopicReader callsReader(TopicReaders readers, TopicProperties properties, List<TopicListener> listeners) {
        return readers.reader(properties.name(), "verify-reader", new Messages(listeners));
    }

    /** Reads each record through once, and tells all listeners of it. */
    private record Messages(List<TopicListener> listeners) implements RecordListener {
        @Override
        public void startedOver() {
            listeners.forEach(TopicListener::startedOver);
        }

        @Override
        public void reading(Uuid topicId) {
            listeners.forEach(listener -> listener.reading(topicId));
        }

        @Override
        public void stopping() {
            listeners.forEach(TopicListener::stopping);
        }

        @Override
        public Runnable readThrough(
                ConsumerRecords<byte[], @Nullable ByteBuffer> records, List<ReadBatch.Position> positions) {
            MessageReader reader = new MessageReader();
            List<ReceivedMessage> messages = new ArrayList<>(records.count());
            for (ConsumerRecord<byte[], @Nullable ByteBuffer> received : records) {
                messages.add(reader.read(received));
            }
            ReadBatch batch = new ReadBatch(messages, positions);
            return () -> listeners.forEach(listener -> listener.received(batch));
        }

        @Override
        public void received(
                ConsumerRecords<byte[], @Nullable ByteBuffer> records, List<ReadBatch.Position> positions) {
            readThrough(records, positions).run();
        }
    }
}
