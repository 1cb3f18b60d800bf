package dev.sfcrime.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** A topic of calls, its dead letters, and the service between them. */
final class DeadLettersStage implements AutoCloseable {
    static final byte[] CALL = """
            {"crime_id":"1","original_crime_type_name":"Passing Call","call_date_time":"2018-12-31T23:57:00.000"}""".getBytes(StandardCharsets.UTF_8);
    static final byte[] BROKEN = "no call".getBytes(StandardCharsets.UTF_8);
    static final Duration LONGEST = Duration.ofSeconds(60);

    private final String bootstrapServers;
    private final CallsTopic topic;
    private final DeadLettersTopic letters;

    DeadLettersStage(String bootstrapServers, String name) {
        this.bootstrapServers = bootstrapServers;
        this.topic = new CallsTopic(bootstrapServers, name);
        this.letters = new DeadLettersTopic(bootstrapServers, name);
    }

    CallsTopic topic() {
        return topic;
    }

    RunningService start() {
        return RunningService.start(bootstrapServers, topic.name());
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

    @Override
    public void close() {
        topic.close();
    }
}
