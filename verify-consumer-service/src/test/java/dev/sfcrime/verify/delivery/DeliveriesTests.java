package dev.sfcrime.verify.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.sfcrime.verify.TestClock;
import dev.sfcrime.verify.topic.ReadBatch;
import dev.sfcrime.verify.topic.ReceivedMessage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static dev.sfcrime.verify.topic.TestMessages.batch;
import static dev.sfcrime.verify.topic.TestMessages.ofReplay;
import static dev.sfcrime.verify.topic.TestMessages.ofValue;
import static org.assertj.core.api.Assertions.assertThat;

class DeliveriesTests {
    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Deliveries deliveries = new Deliveries(
            new DeliveryProperties(3, Duration.ofSeconds(60), Duration.ofSeconds(10)),
            clock,
            new DeliveryMeters(meters));

    @Test
    void everyMessageCountsAndThoseOfAReplayInItsReport() {
        deliveries.received(batch(
                ofReplay("a", 1, 0), ofReplay("b", 1, 1), ofReplay("a", 3, 0), ofValue("{}"), ofValue("no call")));

        Verification seen = deliveries.verification(10);

        assertThat(seen.consumed()).isEqualTo(5);
        assertThat(seen.valid()).isEqualTo(3);
        assertThat(seen.malformed()).isEqualTo(2);
        assertThat(seen.withoutReplay()).isEqualTo(2);
        assertThat(seen.replays())
                .containsExactly(
                        new ReplayReport("b", 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0),
                        new ReplayReport("a", 2, 2, 0, 1, 0, 1, 3, 0, 0, 0, 0));
        assertThat(meters.counter("verify.messages", "validity", "malformed").count())
                .isEqualTo(2);
    }

    @Test
    void partitionsTellWhereTheReaderStands() {
        deliveries.received(new ReadBatch(
                List.of(ofReplay("a", 1, 1), ofReplay("a", 2, 1)),
                List.of(new ReadBatch.Position(0, 7, 7, 7), new ReadBatch.Position(1, 5, 8, 12))));

        assertThat(deliveries.verification(10).partitions())
                .containsExactly(
                        new Verification.PartitionReport(0, 7, 7, 7, 0, 0),
                        new Verification.PartitionReport(1, 5, 8, 12, 4, 2));
        assertThat(meters.get("verify.lag.records").gauge().value()).isEqualTo(4);
    }

    @Test
    void monitoringSeesWhatIsMissingAndWhatCameTwice() {
        deliveries.received(batch(
                ofReplay("a", 2, 0), ofReplay("a", 2, 0), ofReplay("a", 5, 0), ofReplay("b", 3, 0), ofValue("{}")));
        deliveries.received(batch(ofReplay("a", 2, 0), ofReplay("a", 3, 0)));

        assertThat(meters.get("verify.missing").gauge().value()).isEqualTo(4);
        assertThat(meters.counter("verify.duplicates").count()).isEqualTo(2);
        deliveries.startedOver();
        assertThat(meters.get("verify.missing").gauge().value()).isZero();
        assertThat(meters.get("verify.lag.records").gauge().value()).isZero();
        assertThat(meters.counter("verify.duplicates").count()).isEqualTo(2);
    }

    @Test
    void theReplayThatWasQuietForLongestIsForgottenAndItIsTold() {
        deliveries.received(batch(
                ofReplay("a", 1, 0),
                ofReplay("b", 1, 0),
                ofReplay("c", 1, 0),
                ofReplay("a", 2, 0),
                ofReplay("d", 1, 0)));

        Verification seen = deliveries.verification(10);

        assertThat(seen.replays()).extracting(ReplayReport::replayId).containsExactly("d", "c", "a");
        assertThat(seen.replaysTracked()).isEqualTo(3);
        assertThat(seen.replaysEvicted()).isEqualTo(1);
        assertThat(deliveries.replayReport("b")).isEmpty();
        assertThat(deliveries.replayReport("a"))
                .get()
                .extracting(ReplayReport::received)
                .isEqualTo(2L);
    }

    @Test
    void whatIsMissingIsHeldAgainstWhatShouldHaveCome() {
        deliveries.received(batch(ofReplay("a", 2, 0), ofReplay("a", 5, 0)));

        Delivered seen = deliveries.delivered("a", 8, 2);

        assertThat(seen.report().missing()).isEqualTo(3);
        assertThat(seen.missing()).isEqualTo(6);
        assertThat(seen.missingRanges()).containsExactly(new SequenceRange(1, 1), new SequenceRange(3, 4));
        assertThat(seen.positions()).containsExactly(new ReadBatch.Position(0, 0, 2, 2));
    }

    @Test
    void ofAReplayThatNothingArrivedOfEverythingIsMissing() {
        Delivered seen = deliveries.delivered("a", 8, 10);

        assertThat(seen.report()).isEqualTo(new ReplayReport("a", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
        assertThat(seen.missingRanges()).containsExactly(new SequenceRange(1, 8));
        assertThat(deliveries.replayReport("a")).isEmpty();
    }

    @Test
    void noMoreReplaysAreListedThanAskedFor() {
        deliveries.received(batch(ofReplay("a", 1, 0), ofReplay("b", 1, 0)));

        assertThat(deliveries.verification(1).replays())
                .extracting(ReplayReport::replayId)
                .containsExactly("b");
    }

    @Test
    void anEndlessReplayIdIsNoReplay() {
        deliveries.received(batch(ofReplay("x".repeat(129), 1, 0), ofReplay("y".repeat(128), 1, 0)));

        assertThat(deliveries.verification(10).withoutReplay()).isEqualTo(1);
    }

    @Test
    void onlyLiveMessagesCountForLatency() {
        long now = clock.millis();
        deliveries.received(batch(ofReplay("a", 1, 0, now - 1)));
        Verification.Latency beforeLive = deliveries.verification(10).latencyMs();
        clock.advance(Duration.ofMillis(40));
        deliveries.received(batch(ofReplay("a", 2, 0, now), ofReplay("a", 3, 0, now + 35)));

        assertThat(beforeLive).isEqualTo(Verification.Latency.NONE);
        assertThat(deliveries.verification(10).latencyMs()).isEqualTo(new Verification.Latency(5L, 40L, 40L, 40L));
    }

    @Test
    void latencyIsThatOfTheLastMinuteWithMessagesAndStaysWhenNoneCome() {
        deliveries.received(batch(ofReplay("a", 1, 0, clock.millis())));
        clock.advance(Duration.ofMinutes(5));
        deliveries.received(batch(ofReplay("a", 2, 0, clock.millis() - 7)));
        clock.advance(Duration.ofHours(1));

        assertThat(deliveries.verification(10).latencyMs()).isEqualTo(new Verification.Latency(7L, 7L, 7L, 7L));
    }

    @Test
    void readingBeginsAnewWhenItStartsOver() {
        Instant begun = clock.instant();
        clock.advance(Duration.ofMinutes(5));
        Instant before = deliveries.verification(1).readingSince();
        deliveries.startedOver();

        assertThat(before).isEqualTo(begun);
        assertThat(deliveries.verification(1).readingSince()).isEqualTo(clock.instant());
    }

    @Test
    void theRateIsThatOfTheLastSeconds() {
        deliveries.received(batch(hundred()));
        clock.advance(Duration.ofSeconds(2));
        double early = deliveries.verification(10).recordsPerSecond();
        clock.advance(Duration.ofSeconds(20));
        double idle = deliveries.verification(10).recordsPerSecond();

        assertThat(early).isEqualTo(50);
        assertThat(idle).isZero();
    }

    @Test
    void startingOverForgetsEverything() {
        deliveries.received(batch(ofReplay("a", 1, 0), ofValue("{}")));

        deliveries.startedOver();

        Verification seen = deliveries.verification(10);
        assertThat(seen.consumed()).isZero();
        assertThat(seen.replays()).isEmpty();
        assertThat(seen.partitions()).isEmpty();
        assertThat(seen.withoutReplay()).isZero();
    }

    private static List<ReceivedMessage> hundred() {
        return IntStream.rangeClosed(1, 100)
                .mapToObj(sequence -> ofReplay("a", sequence, 0))
                .toList();
    }
}
