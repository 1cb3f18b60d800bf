package dev.sfcrime.verify.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the topic of calls read once, for all who listen. */
@Configuration(proxyBeanMethods = false)
class CallsReading {
    /** From so many records on it is faster to have all processors read them through than one. */
    private static final int WORTH_SHARING = 256;

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
        public void received(ConsumerRecords<byte[], byte @Nullable []> records, List<ReadBatch.Position> positions) {
            ReadBatch batch = new ReadBatch(messages(records), positions);
            listeners.forEach(listener -> listener.received(batch));
        }

        private static List<ReceivedMessage> messages(ConsumerRecords<byte[], byte @Nullable []> records) {
            List<ConsumerRecord<byte[], byte @Nullable []>> all = new ArrayList<>(records.count());
            records.forEach(all::add);
            Stream<ConsumerRecord<byte[], byte @Nullable []>> inOrder =
                    all.size() < WORTH_SHARING ? all.stream() : all.parallelStream();
            return inOrder.map(ReceivedMessage::of).toList();
        }
    }
}
