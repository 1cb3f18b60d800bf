package dev.sfcrime.ingest.publish;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import dev.sfcrime.ingest.SharedBroker;
import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayProgress;
import dev.sfcrime.wire.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
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
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The publisher, with the settings of the service, on a real broker. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class KafkaRecordPublisherIT {
    @Autowired
    private RecordPublisher publisher;

    @Autowired
    private KafkaHealthIndicator health;

    @Autowired
    private MeterRegistry registry;

    @DynamicPropertySource
    static void kafka(DynamicPropertyRegistry properties) {
        properties.add("spring.kafka.bootstrap-servers", SharedBroker::bootstrapServers);
    }

    @BeforeEach
    void takeOver() {
        await().untilAsserted(() -> assertThatCode(publisher::takeOver).doesNotThrowAnyException());
    }

    @Test
    void committedMessagesKeepTheirOrderInEachPartition() throws Exception {
        try (PublishingSession session = publisher.open("ordered")) {
            for (int i = 1; i <= 10_000; i++) {
                session.send("key-" + i % 100, value(i), i, null);
            }
            session.commit(progress("ordered", 10_000));
        }

        List<ConsumerRecord<String, byte[]>> messages = SharedBroker.messagesOf("ordered");
        assertThat(messages.stream().map(SharedBroker::sequence).sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 10_000).boxed().toList());
        assertThat(messages).allSatisfy(message -> {
            long sequence = SharedBroker.sequence(message);
            assertThat(message.value()).isEqualTo(value(sequence));
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
        assertThat(publisher.committed("ordered")).isEqualTo(progress("ordered", 10_000));
    }

    @Test
    void aSessionEndsTheOneBeforeItAndUndoesWhatThatDidNotCommit() throws Exception {
        PublishingSession first = publisher.open("fenced");
        first.send("key", value(1), 1, null);
        first.commit(progress("fenced", 1));
        first.send("key", value(2), 2, null);

        try (PublishingSession second = publisher.open("fenced")) {
            assertThat(publisher.committed("fenced")).isEqualTo(progress("fenced", 1));
            assertThatThrownBy(() -> first.commit(progress("fenced", 2)))
                    .isInstanceOfSatisfying(
                            PublishingException.class,
                            failed -> assertThat(failed.kind()).isEqualTo(PublishingException.Kind.FENCED));
            second.send("key", value(2), 2, InjectedFault.LATE);
            second.commit(progress("fenced", 2));
        }
        first.close();

        assertThat(SharedBroker.messagesOf("fenced"))
                .extracting(SharedBroker::sequence)
                .containsExactly(1L, 2L);
        assertThat(publisher.committed("fenced")).isEqualTo(progress("fenced", 2));
    }

    @Test
    void takingOverAbortsWhatIsOpenAndFindsWhatIsCommitted() throws Exception {
        PublishingSession abandoned = publisher.open("abandoned");
        abandoned.commit(progress("abandoned", 0));
        abandoned.send("key", value(1), 1, null);
        try (PublishingSession forgotten = publisher.open("forgotten")) {
            forgotten.commit(progress("forgotten", 0));
        }
        publisher.forget("forgotten");

        List<ReplayProgress> found = publisher.takeOver();

        assertThat(found).contains(progress("abandoned", 0));
        await().untilAsserted(() -> assertThat(publisher.takeOver())
                .extracting(ReplayProgress::replayId)
                .doesNotContain("forgotten"));
        assertThatThrownBy(() -> abandoned.commit(progress("abandoned", 1))).isInstanceOf(PublishingException.class);
        abandoned.close();
        assertThat(SharedBroker.messagesOf("abandoned")).isEmpty();
    }

    @Test
    void aMessageThatKafkaRefusesEndsTheSession() throws Exception {
        try (PublishingSession session = publisher.open("too-large")) {
            session.send("key", new byte[10], 1, null);

            assertThatThrownBy(() -> {
                        session.send("key", new byte[5_000_000], 2, null);
                        session.commit(progress("too-large", 2));
                    })
                    .isInstanceOfSatisfying(
                            PublishingException.class,
                            failed -> assertThat(failed.kind()).isEqualTo(PublishingException.Kind.REFUSED))
                    .hasMessageContaining("RecordTooLargeException")
                    .hasMessageContaining("max.request.size");
        }
        assertThat(publisher.committed("too-large")).isNull();
    }

    @Test
    void commitsAndTransactionsGivenUpAreCounted() throws Exception {
        publisher.takeOver();
        long commits = commits();
        double aborts = aborts();

        try (PublishingSession session = publisher.open("metered")) {
            session.send("key", value(1), 1, null);
            session.commit(progress("metered", 1));
        }
        assertThat(commits() - commits).isEqualTo(1);
        assertThat(aborts() - aborts).isZero();
        PublishingSession givenUp = publisher.open("metered");
        givenUp.send("key", value(2), 2, null);
        givenUp.close();
        givenUp.close();

        assertThat(commits() - commits).isEqualTo(1);
        assertThat(aborts() - aborts).isEqualTo(1);
    }

    @Test
    void transactionsOfAnEarlierProcessCountAsGivenUpToo() throws Exception {
        publisher.takeOver();
        double before = aborts();
        try (PublishingSession left = publisher.open("left-open")) {
            left.send("key", value(1), 1, null);
            // what Kafka lists as open has a message in it
            await().untilAsserted(() -> {
                publisher.takeOver();
                assertThat(aborts() - before).isEqualTo(1);
            });
        }
    }

    private long commits() {
        return registry.get("ingest.transaction.commit").timer().count();
    }

    private double aborts() {
        return registry.get("ingest.transaction.aborts").counter().count();
    }

    @Test
    void kafkaIsHealthyOnceItsTopicExists() {
        assertThat(health.health().getDetails()).containsKey("clusterId");
    }

    private static byte[] value(long number) {
        return ("value-" + number).getBytes(StandardCharsets.UTF_8);
    }

    private static ReplayProgress progress(String replayId, long sent) {
        return new ReplayProgress(
                replayId,
                ReplayProgress.State.RUNNING,
                sent,
                0,
                sent,
                0,
                0,
                0,
                Instant.EPOCH,
                null,
                null,
                JsonMapper.shared().createObjectNode());
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

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }
}
