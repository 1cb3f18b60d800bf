package dev.sfcrime.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import dev.sfcrime.wire.DeadLetterHeaders;
import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLettersIT {
    private static final byte[] CALL = """
            {"crime_id":"1","original_crime_type_name":"Passing Call","call_date_time":"2018-12-31T23:57:00.000"}""".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BROKEN = "no call".getBytes(StandardCharsets.UTF_8);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static BrokerSettings settings;
    private static Broker broker;

    private CallsTopic topic;
    private DeadLettersTopic letters;

    @BeforeAll
    static void startBroker() throws IOException {
        settings = BrokerSettings.onFreePorts(folder);
        broker = Broker.start(settings);
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
    }

    @BeforeEach
    void nameTopics(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        topic = new CallsTopic(broker.bootstrapServers(), name);
        letters = new DeadLettersTopic(broker.bootstrapServers(), name);
    }

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void aLetterHoldsItsSourceAndWhereItLies() {
        topic.create(1);
        topic.write(0, CALL);
        topic.writeKeyed("r-1", "the key".getBytes(StandardCharsets.UTF_8), BROKEN, 7);

        try (RunningService service = start()) {
            awaitRouted(service, 1);

            ConsumerRecord<byte[], byte[]> letter = letters.letters().get(0);
            assertThat(letter.key()).asString(StandardCharsets.UTF_8).isEqualTo("the key");
            assertThat(letter.value()).isEqualTo(BROKEN);
            assertThat(DeadLettersTopic.header(letter, ReplayHeaders.REPLAY_ID)).isEqualTo("r-1");
            assertThat(DeadLettersTopic.header(letter, ReplayHeaders.REPLAY_SEQUENCE))
                    .isEqualTo("7");
            assertThat(DeadLettersTopic.header(letter, DeadLetterHeaders.REASON))
                    .isEqualTo("the message is no JSON");
            assertThat(DeadLettersTopic.header(letter, DeadLetterHeaders.NUMBER))
                    .isEqualTo("1");
            assertThat(DeadLettersTopic.header(letter, DeadLetterHeaders.SOURCE_TOPIC))
                    .isEqualTo(topic.name());
            assertThat(letters.sources()).containsExactly("0/1");
            assertThat(Long.parseLong(DeadLettersTopic.header(letter, DeadLetterHeaders.SOURCE_TIMESTAMP)))
                    .isPositive()
                    .isLessThanOrEqualTo(letter.timestamp());
            assertThat(letter.headers().lastHeader(DeadLetterHeaders.FULL_LENGTH))
                    .isNull();
            assertThat(service.answer("/actuator/prometheus").body()).contains("verify_dead_letters_total 1.0");
        }
    }

    @Test
    void everyKindIsRoutedAsItIs() {
        topic.create(1);
        byte[] noise = noise();
        List<byte[]> values = new ArrayList<>();
        for (String line : ContractFiles.lines("malformed.tsv")) {
            values.add(line.substring(line.indexOf('\t') + 1).getBytes(StandardCharsets.UTF_8));
        }
        values.add(new byte[0]);
        values.add(null);
        values.add(noise);
        values.add(new byte[] {(byte) 0xC3, (byte) 0x28});
        topic.writeAll(0, values);

        try (RunningService service = start()) {
            awaitRouted(service, values.size());

            List<ConsumerRecord<byte[], byte[]>> routed = letters.letters();
            for (int i = 0; i < values.size(); i++) {
                assertThat(routed.get(i).value()).isEqualTo(values.get(i));
            }
            assertThat(service.json("/api/v1/verification").get("malformed").asInt())
                    .isEqualTo(values.size());
        }
    }

    @Test
    void aRestartRoutesNothingAgain() {
        topic.create(2);
        topic.writeAll(0, Collections.nCopies(300, BROKEN));
        topic.writeAll(1, List.of(CALL, BROKEN, CALL));
        try (RunningService service = start()) {
            awaitRouted(service, 301);
        }

        try (RunningService service = start()) {
            topic.write(1, BROKEN);
            awaitRouted(service, 302);

            assertThat(letters.sources()).doesNotHaveDuplicates().endsWith("1/3");
            assertThat(service.answer("/actuator/prometheus").body()).contains("verify_dead_letters_total 1.0");
        }
    }

    @Test
    void aTransactionThatWasAbandonedNeitherLosesNorDoubles() {
        topic.create(1);
        topic.writeAll(0, Collections.nCopies(10, BROKEN));
        try (RunningService service = start()) {
            awaitRouted(service, 10);
        }
        topic.writeAll(0, Collections.nCopies(10, BROKEN));
        Producer<byte[], byte[]> killed = routerKilledBeforeItsCommit(15);

        try (RunningService service = start()) {
            awaitRouted(service, 20);

            assertThat(letters.sources())
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
                        broker.bootstrapServers(),
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
                        "bootstrap.servers", broker.bootstrapServers(),
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
            try (RunningService service = start()) {
                Awaitility.await()
                        .atMost(LONGEST)
                        .pollInterval(Duration.ofMillis(5))
                        .untilAsserted(() -> assertThat(service.json("/api/v1/dead-letters?limit=1")
                                        .get("total")
                                        .asInt())
                                .isGreaterThan(some));
            }
        }

        try (RunningService service = start()) {
            awaitRouted(service, count);
            assertThat(letters.sources()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aTopicThatIsCreatedAnewIsRoutedFromItsBeginning() {
        topic.create(2);
        topic.writeAll(0, Collections.nCopies(5, BROKEN));
        topic.writeAll(1, Collections.nCopies(5, BROKEN));
        try (RunningService service = start()) {
            awaitRouted(service, 10);
            topic.delete();
            awaitConsumed(service, 0);
            topic.create(1);
            topic.writeAll(0, Collections.nCopies(3, BROKEN));

            awaitRouted(service, 13);
            awaitConsumed(service, 3);
        }

        try (RunningService service = start()) {
            topic.write(0, BROKEN);

            awaitRouted(service, 14);
            assertThat(letters.sources().subList(10, 14)).containsExactly("0/0", "0/1", "0/2", "0/3");
        }
    }

    @Test
    void aTopicThatIsCreatedAnewWhileNobodyRoutesIsRoutedFromItsBeginning() {
        topic.create(1);
        topic.writeAll(0, Collections.nCopies(5, BROKEN));
        try (RunningService service = start()) {
            awaitRouted(service, 5);
        }
        topic.delete();
        topic.create(1);
        topic.writeAll(0, Collections.nCopies(3, BROKEN));

        try (RunningService service = start()) {
            awaitRouted(service, 8);
            awaitConsumed(service, 3);
        }
    }

    @Test
    void abortedMessagesAreNotRouted() {
        topic.create(1);
        topic.writeInTransaction("aborted", BROKEN, false);
        topic.writeInTransaction("committed", BROKEN, true);

        try (RunningService service = start()) {
            awaitRouted(service, 1);

            assertThat(DeadLettersTopic.header(letters.letters().get(0), ReplayHeaders.REPLAY_ID))
                    .isEqualTo("committed");
            awaitConsumed(service, 1);
        }
    }

    @Test
    void aBrokerThatGoesAndComesBackIsRoutedOnTo() throws IOException {
        topic.create(1);
        topic.write(0, BROKEN);
        try (RunningService service = start()) {
            awaitRouted(service, 1);
            broker.close();
            try {
                Awaitility.await()
                        .atMost(LONGEST)
                        .untilAsserted(() -> assertThat(
                                        service.answer("/api/v1/dead-letters").statusCode())
                                .isEqualTo(503));
            } finally {
                broker = Broker.start(settings);
            }
            topic.write(0, BROKEN);

            awaitRouted(service, 2);
            assertThat(letters.sources()).containsExactly("0/0", "0/1");
        }
    }

    @Test
    void whereAnotherServiceRoutesThisOneOnlyReads() {
        topic.create(1);
        topic.write(0, BROKEN);
        try (RunningService first = start()) {
            awaitRouted(first, 1);
            try (RunningService second = start()) {
                awaitRouting(second, "active");
                topic.write(0, BROKEN);

                awaitRouting(first, "another verify service routes dead letters");
                awaitConsumed(first, 2);
                assertThat(first.answer("/actuator/health/readiness").statusCode())
                        .isEqualTo(200);
                awaitRouted(second, 2);
                assertThat(letters.sources()).containsExactly("0/0", "0/1");
            }
        }
    }

    @Test
    void ofALetterThatIsTooLargeTheBeginningIsKept() throws Exception {
        topic.create(1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(DeadLettersTopic.name(topic.name()), 1, (short) 1)
                            .configs(Map.of("max.message.bytes", "1000000"))))
                    .all()
                    .get();
        }
        byte[] noise = noise();
        topic.writeAll(0, List.of(BROKEN, noise, BROKEN));

        try (RunningService service = start()) {
            awaitRouted(service, 3);

            ConsumerRecord<byte[], byte[]> cut = letters.letters().get(1);
            assertThat(cut.value()).hasSize(512 << 10);
            assertThat(noise).startsWith(cut.value());
            assertThat(DeadLettersTopic.header(cut, DeadLetterHeaders.FULL_LENGTH))
                    .isEqualTo(Integer.toString(noise.length));
            JsonNode shown = service.json("/api/v1/dead-letters").get("items").get(1);
            assertThat(shown.get("length").asInt()).isEqualTo(noise.length);
            assertThat(shown.get("truncated").asBoolean()).isTrue();
        }
    }

    @Test
    void manyAtFullSpeedHoldNothingUp() {
        topic.create(2);
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            values.add(i % 10 == 0 ? BROKEN : CALL);
        }
        topic.writeAll(0, values);
        topic.writeAll(1, values);

        try (RunningService service = start()) {
            awaitConsumed(service, 200_000);
            assertThat(service.json("/api/v1/verification").get("malformed").asInt())
                    .isEqualTo(20_000);
            awaitRouted(service, 20_000);
            assertThat(letters.sources()).doesNotHaveDuplicates();
        }
    }

    private RunningService start() {
        return RunningService.start(broker.bootstrapServers(), topic.name());
    }

    private static byte[] noise() {
        byte[] noise = new byte[5 << 20];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private void awaitRouted(RunningService service, int count) {
        Awaitility.await()
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(service.json("/api/v1/dead-letters?limit=1")
                                .path("total")
                                .asInt())
                        .isEqualTo(count));
        assertThat(letters.letters()).hasSize(count);
    }

    private static void awaitConsumed(RunningService service, int count) {
        Awaitility.await()
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(service.json("/api/v1/verification")
                                .get("consumed")
                                .asInt())
                        .isEqualTo(count));
    }

    private static void awaitRouting(RunningService service, String state) {
        Awaitility.await()
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(service.json("/actuator/health")
                                .at("/components/deadLetters")
                                .toString())
                        .contains(state));
    }
}
