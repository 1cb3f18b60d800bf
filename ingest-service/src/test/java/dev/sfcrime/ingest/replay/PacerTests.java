package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PacerTests {
    private static final LocalDateTime NOON = LocalDateTime.of(2018, 12, 31, 12, 0);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private long now;

    @ParameterizedTest
    @CsvSource({"0.5, 600, 300", "1, 60, 60", "3, 100, 300", "1000, 60, 60000", "100000, 10, 1000000"})
    void aSteadyPaceNeitherDriftsNorBurstsHoweverLateTheThreadWakes(double rate, long seconds, long expected) {
        Pacer pacer = new Pacer(new Pace.Steady(rate), now);
        Random lateness = new Random(1);
        long sent = 0;

        while (now < seconds * SECOND) {
            long wait = pacer.nanosUntilDue(NOON, now);
            if (wait <= 0) {
                pacer.sent(NOON, now);
                sent++;
            } else {
                now += Math.max(wait, MILLI) + lateness.nextInt((int) (5 * MILLI));
            }
        }

        assertThat(sent).isCloseTo(expected, Offset.offset(1 + expected / 500));
    }

    @Test
    void theFirstRecordIsDueAtOnce() {
        assertThat(new Pacer(new Pace.Steady(0.5), now).nanosUntilDue(NOON, now))
                .isZero();
    }

    @Test
    void aPauseIsNotCaughtUp() {
        Pacer pacer = new Pacer(new Pace.Steady(10), now);
        sendAllDue(pacer, NOON);
        now += 30 * SECOND;

        pacer.restart(now);

        assertThat(sendAllDue(pacer, NOON)).isEqualTo(1);
        assertThat(pacer.nanosUntilDue(NOON, now)).isEqualTo(SECOND / 10);
    }

    @Test
    void pausingOverAndOverSendsNoFaster() {
        Pacer pacer = new Pacer(new Pace.Steady(2), now);
        int sent = 0;

        for (int i = 0; i < 100; i++) {
            pacer.restart(now);
            sent += sendAllDue(pacer, NOON);
            now += SECOND / 10;
        }

        assertThat(sent).isEqualTo(20);
    }

    @Test
    void aFasterPaceTakesEffectWhileWaitingForTheSlowerOne() {
        Pacer pacer = new Pacer(new Pace.Steady(0.01), now);
        sendAllDue(pacer, NOON);
        now += SECOND;

        pacer.change(new Pace.Steady(100), now);

        assertThat(sendAllDue(pacer, NOON)).isEqualTo(1);
        assertThat(pacer.nanosUntilDue(NOON, now)).isEqualTo(SECOND / 100);
    }

    @Test
    void aSlowerPaceCountsFromTheLastRecord() {
        Pacer pacer = new Pacer(new Pace.Steady(1000), now);
        sendAllDue(pacer, NOON);

        pacer.change(new Pace.Steady(1), now);

        assertThat(pacer.nanosUntilDue(NOON, now)).isEqualTo(SECOND);
    }

    @Test
    void theSamePaceAgainLeavesTheScheduleAlone() {
        Pacer pacer = new Pacer(new Pace.Steady(1), now);
        sendAllDue(pacer, NOON);
        now += SECOND / 2;

        pacer.change(new Pace.Steady(1), now);

        assertThat(pacer.nanosUntilDue(NOON, now)).isEqualTo(SECOND / 2);
    }

    @Test
    void aShortStallIsCaughtUpAndALongOneForgiven() {
        Pacer pacer = new Pacer(new Pace.Steady(1000), now);
        sendAllDue(pacer, NOON);

        now += SECOND / 2;
        assertThat(sendAllDue(pacer, NOON)).isEqualTo(500);

        now += 60 * SECOND;
        assertThat(sendAllDue(pacer, NOON)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"PT1H, 3600, 1000", "PT-1H, 3600, 1000", "PT1H, 7200, 500", "PT0S, 10, 0", "PT1S, 0.5, 2000"})
    void eventTimeRunsSoManyTimesFasterInEitherDirection(Duration gap, double factor, long millis) {
        Pacer pacer = new Pacer(new Pace.EventSpeed(factor), now);
        pacer.sent(NOON, now);

        long wait = pacer.nanosUntilDue(NOON.plus(gap), now);

        assertThat(wait).isEqualTo(millis * MILLI);
    }

    @Test
    void eventGapsAreMeasuredFromWhenTheLastRecordWasDueNotFromWhenItWasSent() {
        Pacer pacer = new Pacer(new Pace.EventSpeed(60), now);
        pacer.sent(NOON, now);
        now += SECOND + 5 * MILLI;
        pacer.sent(NOON.plusMinutes(1), now);

        assertThat(pacer.nanosUntilDue(NOON.plusMinutes(2), now)).isEqualTo(SECOND - 5 * MILLI);
    }

    @Test
    void aLongStallOfEventTimeIsForgivenToo() {
        Pacer pacer = new Pacer(new Pace.EventSpeed(60), now);
        pacer.sent(NOON, now);
        now += 100 * SECOND;

        assertThat(pacer.nanosUntilDue(NOON.plusMinutes(1), now)).isZero();
        pacer.sent(NOON.plusMinutes(1), now);

        assertThat(pacer.nanosUntilDue(NOON.plusMinutes(2), now)).isEqualTo(SECOND);
    }

    @Test
    void anEndlessGapDoesNotOverflow() {
        Pacer pacer = new Pacer(new Pace.EventSpeed(1e-300), now);
        pacer.sent(LocalDateTime.of(1, 1, 1, 0, 0), now);

        assertThat(pacer.nanosUntilDue(LocalDateTime.of(9999, 1, 1, 0, 0), now)).isPositive();
    }

    @Test
    void withoutALimitEverythingIsDue() {
        Pacer pacer = new Pacer(new Pace.Unlimited(), now);
        pacer.sent(NOON, now);

        assertThat(pacer.nanosUntilDue(NOON.plusDays(1), now)).isZero();
    }

    private int sendAllDue(Pacer pacer, LocalDateTime eventTime) {
        int sent = 0;
        while (pacer.nanosUntilDue(eventTime, now) <= 0) {
            pacer.sent(eventTime, now);
            sent++;
        }
        return sent;
    }
}
