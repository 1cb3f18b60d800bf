package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.ingest.dataset.RecordOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The pace on the real clock; what is exact in {@link PacerTests} has to hold on a busy machine as well. */
class PaceAccuracyTests {
    @ParameterizedTest
    @CsvSource({"2, 3", "1000, 1500", "50000, 75000"})
    void recordsTakeTheTimeThatThePaceGivesThem(double rate, int records) {
        ReplayMeters meters = new ReplayMeters(new SimpleMeterRegistry());
        ReplaySpec spec = new ReplaySpec("calls.json", new Pace.Steady(rate), RecordOrder.FILE, 0, null, 1);
        Replay replay = new Replay("r-1", spec, new RejectedRecords(0), Clock.systemUTC(), Ticker.SYSTEM, meters);
        FakePublisher publisher = new FakePublisher(Ticker.SYSTEM, false);
        FakeDataset dataset = FakeDataset.ofCalls(records);

        long start = System.nanoTime();
        new ReplayWorker(replay, dataset, publisher, meters, Ticker.SYSTEM, over -> {}).run();
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);

        assertThat(replay.state()).isEqualTo(ReplayState.COMPLETED);
        assertThat(seconds).isCloseTo((records - 1) / rate, Percentage.withPercentage(3));
    }
}
