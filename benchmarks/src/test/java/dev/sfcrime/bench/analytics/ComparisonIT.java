package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sfcrime.bench.analytics.engines.EngineKind;
import dev.sfcrime.bench.analytics.engines.View;
import dev.sfcrime.bench.lab.CallTopics;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import dev.sfcrime.local.stack.StackException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class ComparisonIT {
    private static final int RECORDS = 1_000;
    private static final String SOURCE = "recorded";

    @TempDir
    private Path folder;

    private Broker broker;
    private CallTopics topics;
    private Admin admin;
    private Feed feed;
    private Recording recording;

    @BeforeEach
    void record() throws IOException {
        broker = Broker.start(BrokerSettings.onFreePorts(folder.resolve("broker")));
        topics = new CallTopics(broker.bootstrapServers());
        topics.create(SOURCE);
        topics.fill(SOURCE, "recorded", RECORDS);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        feed = new Feed(broker.bootstrapServers());
        Map<TopicPartition, Long> from = new TreeMap<>((one, other) -> one.partition() - other.partition());
        for (int partition = 0; partition < 4; partition++) {
            from.put(new TopicPartition(SOURCE, partition), 0L);
        }
        recording = new Recording(broker.bootstrapServers(), from, RECORDS);
    }

    @AfterEach
    void stop() throws IOException {
        feed.close();
        admin.close();
        broker.close();
    }

    @Test
    void enginesOfTheirOwnProcessesCatchUpAndCountTheSame() throws Exception {
        SteadyStream steady = new SteadyStream(broker.bootstrapServers(), recording.first(100), 200, 0, 1);
        Comparison comparison = comparison(steady);

        Turn plain = comparison.contender(peer(EngineKind.PLAIN_2)).run(1);
        Turn streams =
                comparison.contender(peer(EngineKind.PROCESSOR_EXACTLY_ONCE)).run(1);

        assertThat(List.of(plain, streams)).allSatisfy(turn -> {
            assertThat(turn.repeated().records()).isEqualTo(RECORDS);
            assertThat(turn.distinct().seconds()).isPositive();
            assertThat(turn.latency())
                    .isNotNull()
                    .extracting(Latencies::samples)
                    .isEqualTo(200);
        });
        assertThat(comparison
                        .counted()
                        .counts()
                        .get(View.DISPOSITIONS)
                        .get("CAN")
                        .description())
                .isEqualTo("Cancel");
        // neither engine's topics are left
        await().untilAsserted(() -> assertThat(admin.listTopics().names().get()).containsExactly(SOURCE));
    }

    @Test
    void anEngineThatCountsOtherwiseEndsTheBenchmark() throws Exception {
        Comparison comparison = comparison(null);
        comparison.contender(peer(EngineKind.PLAIN_1)).run(1);

        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> comparison.contender(new Wrong()).run(1))
                .withMessageContaining("wrong counts otherwise");
    }

    private Comparison comparison(SteadyStream steady) {
        return new Comparison(feed, recording, recording, steady, admin, topics::create);
    }

    private Peer peer(EngineKind kind) {
        return new Peer(kind, broker.bootstrapServers(), folder.resolve(kind.name()));
    }

    /** An engine with the right number of calls, all of them in the wrong place. */
    private static final class Wrong implements Candidate, RunningEngine {
        private long asked;

        @Override
        public String label() {
            return "wrong";
        }

        @Override
        public RunningEngine start(String topic) {
            return this;
        }

        @Override
        public long counted() {
            return ++asked * RECORDS;
        }

        @Override
        public long countedEverywhere() {
            return asked * RECORDS;
        }

        @Override
        public Map<String, Counted> view(View view) {
            return Map.of("", new Counted(3L * RECORDS, ""));
        }

        @Override
        public Duration processorTime() {
            return Duration.ZERO;
        }

        @Override
        public void close() {}
    }
}
