package dev.sfcrime.bench.capacity;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import dev.sfcrime.bench.lab.Aggregates.Answer;
import dev.sfcrime.bench.lab.Aggregates.AsOf;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WatchTests {
    @Test
    void itsLastSightIsOfWhatThereIsWhenItEnds() throws InterruptedException {
        AtomicLong counted = new AtomicLong();
        try (Watch watch = new Watch(
                () -> new Answer(new AsOf(Map.of(0, counted.get())), counted.get()), System::currentTimeMillis)) {
            counted.set(5);

            List<Watch.Sight> sights = watch.end();

            assertThat(sights.get(sights.size() - 1).next(0)).isEqualTo(5);
        }
    }
}
