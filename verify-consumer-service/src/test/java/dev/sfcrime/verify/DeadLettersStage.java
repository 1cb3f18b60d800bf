package dev.sfcrime.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A broker for each test class; on it, for each test, a topic of calls, its dead letters, and the service between them.
 */
final class DeadLettersStage implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    static final byte[] CALL = """
            {"crime_id":"1","original_crime_type_name":"Passing Call","call_date_time":"2018-12-31T23:57:00.000"}""".getBytes(StandardCharsets.UTF_8);
    static final byte[] BROKEN = "no call".getBytes(StandardCharsets.UTF_8);
    static final Duration LONGEST = Duration.ofSeconds(60);

    private Path folder;
    private BrokerSettings settings;
    private Broker broker;
    private CallsTopic topic;
    private DeadLettersTopic letters;

    @Override
    public void beforeAll(ExtensionContext testClass) throws IOException {
        folder = Files.createTempDirectory("dead-letters");
        settings = BrokerSettings.onFreePorts(folder);
        startBroker();
    }

    /** Topics are called like the test. */
    @Override
    public void beforeEach(ExtensionContext test) {
        String name = test.getRequiredTestMethod().getName();
        topic = new CallsTopic(bootstrapServers(), name);
        letters = new DeadLettersTopic(bootstrapServers(), name);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        topic.close();
    }

    @Override
    public void afterAll(ExtensionContext testClass) throws IOException {
        stopBroker();
        FileSystemUtils.deleteRecursively(folder);
    }

    /** On the data of the one that was stopped, at the same address. */
    void startBroker() throws IOException {
        broker = Broker.start(settings);
    }

    void stopBroker() throws IOException {
        broker.close();
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    CallsTopic topic() {
        return topic;
    }

    RunningService start() {
        return RunningService.start(bootstrapServers(), topic.name());
    }

    /** All letters, read without the service. */
    List<ConsumerRecord<byte[], byte[]>> letters() {
        return letters.letters();
    }

    /** Partition and offset of each letter's source. */
    List<String> sources() {
        return letters.sources();
    }

    /** Waits until the service tells of so many letters, and holds it to that. */
    void awaitRouted(RunningService service, int count) {
        Awaitility.await()
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(service.json("/api/v1/dead-letters?limit=1")
                                .path("total")
                                .asInt())
                        .isEqualTo(count));
        assertThat(letters()).hasSize(count);
    }

    void awaitConsumed(RunningService service, int count) {
        Awaitility.await()
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(service.json("/api/v1/verification")
                                .get("consumed")
                                .asInt())
                        .isEqualTo(count));
    }

    void awaitRouting(RunningService service, String state) {
        Awaitility.await()
                .atMost(LONGEST)
                .untilAsserted(() -> assertThat(service.json("/actuator/health")
                                .at("/components/deadLetters")
                                .toString())
                        .contains(state));
    }
}
