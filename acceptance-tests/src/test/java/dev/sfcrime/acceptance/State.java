package dev.sfcrime.acceptance;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * All that an attack could change.
 *
 * @param replays each with its state, as ingest tells them
 * @param offsets where each partition of each topic of the suite ends
 * @param totals what Spark has counted
 */
record State(Set<String> replays, Map<String, Long> offsets, JsonNode totals) {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** As it is now; {@code get} answers with the JSON of a service's path. */
    static State now(BiFunction<String, String, JsonNode> get, String kafka) throws Exception {
        Set<String> replays = new TreeSet<>();
        get.apply("ingest", "/api/v1/replays?limit=1000")
                .forEach(replay -> replays.add(
                        replay.get("id").asString() + " " + replay.get("state").asString()));
        ObjectNode totals = (ObjectNode) get.apply("analytics", "/api/v1/aggregates/totals");
        totals.remove("freshness");
        return new State(replays, offsets(kafka), totals);
    }

    /** Waits until a replay has come to its end, and has been counted. */
    static void awaitEnd(BiFunction<String, String, JsonNode> get, String replay) {
        await().atMost(LONG).ignoreExceptions().untilAsserted(() -> {
            assertThat(get.apply("ingest", "/api/v1/replays/" + replay)
                            .get("state")
                            .asString())
                    .isEqualTo("COMPLETED");
            assertThat(get.apply("verify", "/api/v1/reconciliation/" + replay)
                            .get("verdict")
                            .asString())
                    .isEqualTo("MATCHED");
        });
    }

    private static Map<String, Long> offsets(String kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            Map<TopicPartition, OffsetSpec> partitions =
                    admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values().stream()
                            .flatMap(topic -> topic.partitions().stream()
                                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            Map<String, Long> offsets = new TreeMap<>();
            admin.listOffsets(partitions)
                    .all()
                    .get()
                    .forEach((partition, end) -> offsets.put(partition.toString(), end.offset()));
            return offsets;
        }
    }
}
