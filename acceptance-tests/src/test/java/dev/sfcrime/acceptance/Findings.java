package dev.sfcrime.acceptance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.sfcrime.acceptance.Message.Position;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** All that Kafka holds after some replays have ended, compared with their datasets and with what the services say. */
final class Findings {
    private final RunningSuite suite;
    private final List<Message> messages;
    private final Map<String, ReplayMessages> replays;

    /** Reads all of Kafka. */
    Findings(RunningSuite suite) {
        this.suite = suite;
        this.messages = suite.kafka.messages();
        this.replays = messages.stream()
                .collect(Collectors.groupingBy(
                        Message::replayId,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), ReplayMessages::new)));
    }

    /** What a replay's dataset became, in the order in which it was sent. */
    List<Call> records(String replayId) {
        return replay(replayId).records();
    }

    /** One replay's messages; none if Kafka has none. */
    ReplayMessages replay(String id) {
        return replays.getOrDefault(id, new ReplayMessages(List.of()));
    }

    /**
     * One line for people.
     *
     * @param expected what each replay should have sent of its dataset
     */
    String summary(Map<String, List<Call>> expected) {
        long lost = expected.entrySet().stream()
                .mapToLong(
                        replay -> replay(replay.getKey()).lost(replay.getValue().size()))
                .sum();
        return "%d replays, %d messages, %d lost, %d doubled, verdicts %s"
                .formatted(
                        replays.size(),
                        messages.size(),
                        lost,
                        replays.values().stream()
                                .mapToLong(ReplayMessages::doubled)
                                .sum(),
                        replays.keySet().stream()
                                .collect(Collectors.groupingBy(
                                        suite::awaitVerdict, TreeMap::new, Collectors.counting())));
    }

    /**
     * Nothing is lost, doubled or invented, and everybody says so.
     *
     * @param expected what each replay should have sent of its dataset; there are no other replays
     */
    void requireExact(Map<String, List<Call>> expected) {
        assertThat(suite.kafka.uncommitted())
                .as("offsets behind open transactions")
                .allSatisfy((partition, open) -> assertThat(open).isZero());
        assertThat(replays.keySet()).as("replays in Kafka").isEqualTo(expected.keySet());
        expected.forEach(this::requireExact);
        requireDeadLetters();
        suite.awaitCaughtUp();
        new Aggregates(suite.analytics)
                .requireEqual(new Oracle(replays.values().stream()
                        .flatMap(replay -> replay.calls().stream())
                        .toList()));
    }

    /** One replay sent exactly these of its dataset, beside true faults, and everybody says so. */
    void requireExact(String replayId, List<Call> expected) {
        requireRecords(replayId, expected);
        replay(replayId).requireTrueFaults();
        requireAsTheServicesSay(replayId, replay(replayId));
    }

    private void requireRecords(String replayId, List<Call> expected) {
        List<Call> records = records(replayId);
        // comparing the lists themselves would print all of them
        assertThat(records).as("records of %s", replayId).hasSameSizeAs(expected);
        assertThat(IntStream.range(0, expected.size())
                        .filter(index -> !records.get(index).equals(expected.get(index)))
                        .mapToObj(index ->
                                "%d: %s instead of %s".formatted(index, records.get(index), expected.get(index)))
                        .limit(3))
                .as("wrong records of %s", replayId)
                .isEmpty();
    }

    /** Each malformed message has one dead letter, and there are no others. */
    void requireDeadLetters() {
        List<Position> malformed = messages.stream()
                .filter(message -> message.call() == null)
                .map(Message::position)
                .toList();
        suite.awaitDeadLetters(malformed.size());
        assertThat(suite.kafka.deadLetterSources()).containsExactlyInAnyOrderElementsOf(malformed);
    }

    private void requireAsTheServicesSay(String id, ReplayMessages replay) {
        int sent = replay.messages().size();
        JsonNode ingest = suite.ingest.get("/api/v1/replays/" + id);
        assertThat(ingest.get("state").asString()).isEqualTo("COMPLETED");
        assertThat(ingest.get("sent").asInt()).isEqualTo(sent);
        assertThat(ingest.get("acknowledged").asInt()).isEqualTo(sent);
        assertThat(ingest.get("injectedMalformed").asLong()).isEqualTo(replay.count(Message.MALFORMED));
        assertThat(ingest.get("injectedDuplicates").asLong()).isEqualTo(replay.count(Message.DUPLICATE));
        assertThat(ingest.get("injectedLate").asLong()).isEqualTo(replay.count(Message.LATE));

        assertThat(suite.awaitVerdict(id)).as("verdict on %s", id).isEqualTo("MATCHED");
        JsonNode verify = suite.verify.get("/api/v1/verification/replays/" + id);
        assertThat(verify.get("received").asInt()).isEqualTo(sent);
        assertThat(verify.get("duplicates").asLong()).isEqualTo(replay.count(Message.DUPLICATE));
        assertThat(verify.get("missing").asLong()).isZero();

        JsonNode spark =
                suite.analytics.get("/api/v1/aggregates/totals?replayId=" + id).get("replay");
        assertThat(spark.get("counted").asLong()).isEqualTo(sent - replay.count(Message.MALFORMED));
        assertThat(spark.get("malformed").asLong()).isEqualTo(replay.count(Message.MALFORMED));
        assertThat(spark.get("injectedMalformed").asLong()).isEqualTo(replay.count(Message.MALFORMED));
        assertThat(spark.get("injectedDuplicates").asLong()).isEqualTo(replay.count(Message.DUPLICATE));
        assertThat(spark.get("injectedLate").asLong()).isEqualTo(replay.count(Message.LATE));
    }
}
