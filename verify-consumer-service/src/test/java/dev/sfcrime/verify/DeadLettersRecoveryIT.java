package dev.sfcrime.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** That each malformed message is routed exactly once, whatever happens on the way. */
class DeadLettersRecoveryIT {
    private static final byte[] CALL = DeadLettersStage.CALL;
    private static final byte[] BROKEN = DeadLettersStage.BROKEN;

    @RegisterExtension
    static final DeadLettersStage stage = new DeadLettersStage();

    private CallsTopic topic;

    @BeforeEach
    void nameTopic() {
        topic = stage.topic();
    }

    @Test
    void aRestartRoutesNothingAgain() {
        topic.create(2);
        topic.writeAll(0, Collections.nCopies(300, BROKEN));
        topic.writeAll(1, List.of(CALL, BROKEN, CALL));
        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 301);
        }

        try (RunningService service = stage.start()) {
            topic.write(1, BROKEN);
            stage.awaitRouted(service, 302);

            assertThat(stage.sources()).doesNotHaveDuplicates().endsWith("1/3");
            assertThat(service.answer("/actuator/prometheus").body())
                    .contains("verify_dead_letters_total{application=\"verify-consumer-service\"} 1.0");
        }
    }

    @Test
    void aTransactionThatWasAbandonedNeitherLosesNorDoubles() {
        topic.create(1);
        topic.writeAll(0, Collections.nCopies(10, BROKEN));
        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 10);
        }
        topic.writeAll(0, Collections.nCopies(10, BROKEN));
        Producer<byte[], byte[]> killed = routerKilledBeforeItsCommit(15);

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 20);

            assertThat(stage.sources())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(i -> "0/" + i).toList());
        } finally {
            killed.close(Duration.ZERO);
        }
    }

    /** Leaves an open transaction behind, with a letter and with offsets. */
    private Producer<byte[], byte[]> routerKilledBeforeItsCommit(long offset) {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        stage.bootstrapServers(),
                        "transactional.id",
                        "sfcrime-" + DeadLettersTopic.group(topic.name())),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        Future<?> flushedBelow =
                producer.send(new ProducerRecord<>(DeadLettersTopic.name(topic.name()), 0, null, BROKEN));
        try (KafkaConsumer<byte[], byte[]> member = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", stage.bootstrapServers(),
                        "group.id", DeadLettersTopic.group(topic.name())),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            producer.sendOffsetsToTransaction(
                    Map.of(new TopicPartition(topic.name(), 0), new OffsetAndMetadata(offset)), member.groupMetadata());
        }
        producer.flush();
        assertThat(flushedBelow).isDone();
        return producer;
    }

    @Test
    void aServiceThatStopsAgainAndAgainRoutesEachMessageOnce() {
        topic.create(2);
        int count = 20_000;
        topic.writeAll(0, Collections.nCopies(count / 2, BROKEN));
        topic.writeAll(1, Collections.nCopies(count / 2, BROKEN));

        for (int i = 1; i <= 3; i++) {
            int some = i * 2000;
            try (RunningService service = stage.start()) {
                Awaitility.await()
                        .atMost(DeadLettersStage.LONGEST)
                        .pollInterval(Duration.ofMillis(5))
                        .untilAsserted(() -> assertThat(service.json("/api/v1/dead-letters?limit=1")
                                        .get("total")
                                        .asInt())
                                .isGreaterThan(some));
            }
        }

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, count);
            assertThat(stage.sources()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aTopicThatIsCreatedAnewIsRoutedFromItsBeginning() {
        topic.create(2);
        topic.writeAll(0, Collections.nCopies(5, BROKEN));
        topic.writeAll(1, Collections.nCopies(5, BROKEN));
        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 10);
            topic.delete();
            stage.awaitConsumed(service, 0);
            topic.create(1);
            topic.writeAll(0, Collections.nCopies(3, BROKEN));

            stage.awaitRouted(service, 13);
            stage.awaitConsumed(service, 3);
        }

        try (RunningService service = stage.start()) {
            topic.write(0, BROKEN);

            stage.awaitRouted(service, 14);
            assertThat(stage.sources().subList(10, 14)).containsExactly("0/0", "0/1", "0/2", "0/3");
        }
    }

    @Test
    void aTopicThatIsCreatedAnewWhileNobodyRoutesIsRoutedFromItsBeginning() {
        topic.create(1);
        topic.writeAll(0, Collections.nCopies(5, BROKEN));
        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 5);
        }
        topic.delete();
        topic.create(1);
        topic.writeAll(0, Collections.nCopies(3, BROKEN));

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 8);
            stage.awaitConsumed(service, 3);
        }
    }

    @Test
    void aBrokerThatGoesAndComesBackIsRoutedOnTo() throws IOException {
        topic.create(1);
        topic.write(0, BROKEN);
        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 1);
            stage.stopBroker();
            try {
                Awaitility.await()
                        .atMost(DeadLettersStage.LONGEST)
                        .untilAsserted(() -> assertThat(
                                        service.answer("/api/v1/dead-letters").statusCode())
                                .isEqualTo(503));
            } finally {
                stage.startBroker();
            }
            topic.write(0, BROKEN);

            stage.awaitRouted(service, 2);
            assertThat(stage.sources()).containsExactly("0/0", "0/1");
        }
    }

    @Test
    void whereAnotherServiceRoutesThisOneOnlyReads() {
        topic.create(1);
        topic.write(0, BROKEN);
        try (RunningService first = stage.start()) {
            stage.awaitRouted(first, 1);
            try (RunningService second = stage.start()) {
                stage.awaitRouting(second, "active");
                topic.write(0, BROKEN);

                stage.awaitRouting(first, "another verify service routes dead letters");
                stage.awaitConsumed(first, 2);
                assertThat(first.answer("/actuator/health/readiness").statusCode())
                        .isEqualTo(200);
                stage.awaitRouted(second, 2);
                assertThat(stage.sources()).containsExactly("0/0", "0/1");
            }
        }
    }
}
