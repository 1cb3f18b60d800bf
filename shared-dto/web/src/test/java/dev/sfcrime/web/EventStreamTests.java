package dev.sfcrime.web;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventStreamTests {
    @Test
    void aSlowClientMissesEventsAndIsToldHowMany() {
        EventStream stream = new EventStream(2, Duration.ofSeconds(10));

        boolean[] taken = {stream.offer("n", 1), stream.offer("n", 2), stream.offer("n", 3)};

        assertThat(taken).containsExactly(true, true, false);
        assertThat(stream.skipped()).isEqualTo(1);
    }

    @Test
    void noMoreClientsThanAllowed() {
        EventStreams streams = new EventStreams(1, Duration.ofSeconds(10));
        EventStream first = streams.open(1);

        assertThatThrownBy(() -> streams.open(1))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("Too many event streams");

        first.complete();
        streams.stop();
    }
}
