package dev.sfcrime.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.sfcrime.wire.DeadLetterHeaders;
import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of malformed messages when all goes well. */
class DeadLettersIT {
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
    void aLetterHoldsItsSourceAndWhereItLies() {
        topic.create(1);
        topic.write(0, CALL);
        topic.writeKeyed("r-1", "the key".getBytes(StandardCharsets.UTF_8), BROKEN, 7);

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 1);

            ConsumerRecord<byte[], byte[]> letter = stage.letters().get(0);
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
            assertThat(stage.sources()).containsExactly("0/1");
            assertThat(Long.parseLong(DeadLettersTopic.header(letter, DeadLetterHeaders.SOURCE_TIMESTAMP)))
                    .isPositive()
                    .isLessThanOrEqualTo(letter.timestamp());
            assertThat(letter.headers().lastHeader(DeadLetterHeaders.FULL_LENGTH))
                    .isNull();
            assertThat(service.answer("/actuator/prometheus").body())
                    .contains("verify_dead_letters_total{application=\"verify-consumer-service\"} 1.0");
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

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, values.size());

            List<ConsumerRecord<byte[], byte[]>> routed = stage.letters();
            for (int i = 0; i < values.size(); i++) {
                assertThat(routed.get(i).value()).isEqualTo(values.get(i));
            }
            assertThat(service.json("/api/v1/verification").get("malformed").asInt())
                    .isEqualTo(values.size());
        }
    }

    @Test
    void abortedMessagesAreNotRouted() {
        topic.create(1);
        topic.writeInTransaction("aborted", BROKEN, false);
        topic.writeInTransaction("committed", BROKEN, true);

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 1);

            assertThat(DeadLettersTopic.header(stage.letters().get(0), ReplayHeaders.REPLAY_ID))
                    .isEqualTo("committed");
            stage.awaitConsumed(service, 1);
        }
    }

    @Test
    void ofALetterThatIsTooLargeTheBeginningIsKept() throws Exception {
        topic.create(1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stage.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(DeadLettersTopic.name(topic.name()), 1, (short) 1)
                            .configs(Map.of("max.message.bytes", "1000000"))))
                    .all()
                    .get();
        }
        byte[] noise = noise();
        topic.writeAll(0, List.of(BROKEN, noise, BROKEN));

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 3);

            ConsumerRecord<byte[], byte[]> cut = stage.letters().get(1);
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

        try (RunningService service = stage.start()) {
            stage.awaitConsumed(service, 200_000);
            assertThat(service.json("/api/v1/verification").get("malformed").asInt())
                    .isEqualTo(20_000);
            stage.awaitRouted(service, 20_000);
            assertThat(stage.sources()).doesNotHaveDuplicates();
        }
    }

    private static byte[] noise() {
        byte[] noise = new byte[5 << 20];
        new Random(1).nextBytes(noise);
        return noise;
    }
}
