package dev.sfcrime.ingest.publish;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import dev.sfcrime.ingest.SharedBroker;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The publisher, with the settings of the service, on a real broker. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class KafkaRecordPublisherIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Autowired
    private RecordPublisher publisher;

    @Autowired
    private KafkaHealthIndicator health;

    private final Listener listener = new Listener();

    @DynamicPropertySource
    static void kafka(DynamicPropertyRegistry properties) {
        properties.add("spring.kafka.bootstrap-servers", SharedBroker::bootstrapServers);
    }

    @Test
    void messagesAreNumberedWithoutGapsAndKeepTheirOrderInEachPartition() throws Exception {
        try (PublishingSession session = publisher.open("numbered", listener)) {
            for (int i = 1; i <= 10_000; i++) {
                session.send("key-" + i % 100, ("value-" + i).getBytes(StandardCharsets.UTF_8));
            }
            assertThat(session.flush(LONG)).isTrue();
        }

        List<ConsumerRecord<String, byte[]>> messages = SharedBroker.messagesOf("numbered");
        assertThat(messages.stream().map(SharedBroker::sequence).sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 10_000).boxed().toList());
        assertThat(messages).allSatisfy(message -> {
            long sequence = SharedBroker.sequence(message);
            assertThat(new String(message.value(), StandardCharsets.UTF_8)).isEqualTo("value-" + sequence);
            assertThat(message.key()).isEqualTo("key-" + sequence % 100);
        });
        for (int partition = 0; partition < Topics.CALLS_PARTITIONS; partition++) {
            int one = partition;
            assertThat(messages.stream()
                            .filter(message -> message.partition() == one)
                            .map(SharedBroker::sequence))
                    .isNotEmpty()
                    .isSorted();
        }
        assertThat(listener.acknowledged).hasValue(10_000);
        assertThat(listener.failure).isNull();
    }

    @Test
    void aMessageThatKafkaRefusesEndsTheSession() throws Exception {
        try (PublishingSession session = publisher.open("too-large", listener)) {
            session.send("key", new byte[10]);

            assertThatThrownBy(() -> {
                        session.send("key", new byte[5_000_000]);
                        session.flush(LONG);
                    })
                    .isInstanceOf(PublishingException.class)
                    .hasMessageContaining("RecordTooLargeException")
                    .hasMessageContaining("max.request.size");
            assertThatThrownBy(() -> session.send("key", new byte[10])).isInstanceOf(PublishingException.class);
        }
        assertThat(listener.failure).isNotNull();
    }

    @Test
    void kafkaIsHealthyOnceItsTopicExists() {
        assertThat(health.health().getDetails()).containsKey("clusterId");
    }

    private static final class Listener implements DeliveryListener {
        private final AtomicLong acknowledged = new AtomicLong();
        private volatile @Nullable PublishingException failure;

        @Override
        public void acknowledged() {
            acknowledged.incrementAndGet();
        }

        @Override
        public void failed(PublishingException first) {
            failure = first;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ComponentScan
    @EnableConfigurationProperties(TopicProperties.class)
    @ImportAutoConfiguration(KafkaAutoConfiguration.class)
    static class PublishOnly {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
