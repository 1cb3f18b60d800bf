package dev.sfcrime.bench.analytics.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import dev.sfcrime.bench.analytics.TopicOfCalls;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EnginesIT {
    @TempDir
    private static Path brokerFolder;

    private static Broker broker;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = Broker.start(BrokerSettings.onFreePorts(brokerFolder));
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(EngineKind.class)
    void everyEngineCountsEachCommittedCallOnce(EngineKind kind) {
        // the application id of Kafka Streams follows from the topic: each kind has its own
        String topic = "calls-" + kind;
        TopicOfCalls.make(broker.bootstrapServers(), topic);
        try (Engine engine = kind.create(new EngineSettings(broker.bootstrapServers(), topic, folder))) {
            engine.start();

            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
                assertThat(engine.counts(View.CRIME_TYPES)).isEqualTo(TopicOfCalls.byCrimeType());
                assertThat(engine.counts(View.DISPOSITIONS)).isEqualTo(TopicOfCalls.byDisposition());
                assertThat(engine.counts(View.HOURS)).isEqualTo(TopicOfCalls.byHour());
            });
        }
    }
}
