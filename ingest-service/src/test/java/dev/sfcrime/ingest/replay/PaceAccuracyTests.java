package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;

import dev.sfcrime.ingest.dataset.RecordOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The pace on the real clock. What {@link PacerTests} proves exactly has to show on a machine with other work too. */
class PaceAccuracyTests {
    @ParameterizedTest
    @ValueSource(doubles = {20, 1_000, 50_000})
    void thePaceIsKept(double rate) {
        ReplayRegistry replays = new ReplayRegistry(
                FakeDataset.ofCalls(10_000),
                new FakePublisher(Ticker.SYSTEM, false),
                new ReplayProperties(1, 1, 1, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMinutes(5)),
                new ReplayMeters(new SimpleMeterRegistry()),
                Clock.systemUTC(),
                Ticker.SYSTEM);
        replays.start();
        await().until(replays::isRecovered);
        try {
            Replay replay =
                    replays.start(new ReplaySpec("calls", new Pace.Steady(rate), RecordOrder.FILE, 0, null, 0), null);

            await().pollInterval(Duration.ofMillis(100))
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(replay.currentRate()).isCloseTo(rate, Percentage.withPercentage(1)));
        } finally {
            replays.stop();
        }
    }
}
