package dev.sfcrime.bench.ingest;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.offset;

class ArrivalTests {
    @Test
    void messagesOnTheirDotKeepThePace() {
        Arrival arrival =
                Arrival.of(10, LongStream.range(0, 51).map(i -> 1_000 + i * 100).toArray());

        assertThat(arrival.rate()).isEqualTo(10);
        assertThat(arrival.error()).isZero();
        assertThat(arrival.latestMillis()).isZero();
    }

    @Test
    void aPauseInTheMidstShowsAsTheLatestMessage() {
        Arrival arrival = Arrival.of(10, new long[] {0, 100, 450, 450, 450, 500});

        assertThat(arrival.rate()).isEqualTo(10);
        assertThat(arrival.latestMillis()).isEqualTo(250);
    }

    @Test
    void aLateFirstMessageIsLateAndDoesNotMakeTheOthersFast() {
        Arrival arrival = Arrival.of(10, new long[] {80, 100, 200, 300, 400, 500});

        assertThat(arrival.rate()).isEqualTo(10);
        assertThat(arrival.latestMillis()).isEqualTo(80);
    }

    @Test
    void tooSlowIsNegative() {
        assertThat(Arrival.of(10, new long[] {0, 125, 250, 375}).error()).isEqualTo(-0.2, offset(1e-9));
    }

    @Test
    void partitionsMayMixTheOrder() {
        assertThat(Arrival.of(2, new long[] {1_000, 0, 500, 1_500}).rate()).isEqualTo(2);
    }

    @Test
    void twoMessagesHaveNoRateAsTheFirstMayBeLate() {
        assertThatIllegalArgumentException().isThrownBy(() -> Arrival.of(1, new long[] {5, 6}));
    }
}
