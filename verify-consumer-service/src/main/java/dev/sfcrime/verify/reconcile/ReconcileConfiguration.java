package dev.sfcrime.verify.reconcile;

import dev.sfcrime.verify.topic.ReadBatch;
import dev.sfcrime.verify.topic.TopicListener;
import dev.sfcrime.verify.topic.TopicReader;
import dev.sfcrime.verify.topic.TopicReaders;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the topic of replays' progress read, and listens to that of calls. */
@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {
    @Bean
    TopicReader progressReader(TopicReaders readers, ReconcileProperties properties, ProgressBook book) {
        return readers.reader(properties.progressTopic(), "verify-progress", book);
    }

    /** Where the topic of calls is read from its beginning again, it may be another one, with other ends. */
    @Bean
    TopicListener endsForgetter(ProgressBook book) {
        return new TopicListener() {
            @Override
            public void startedOver() {
                book.forgetEnds();
            }

            @Override
            public void received(ReadBatch batch) {
                // what is read changes no end
            }
        };
    }
}
