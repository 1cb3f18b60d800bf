package dev.sfcrime.calls;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventTimeTests {
    private static final DateTimeFormatter REFERENCE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    @RepeatedTest(50)
    void agreesWithTheStandardFormatter(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        LocalDateTime time = LocalDateTime.of(1970, 1, 1, 0, 0)
                .plusSeconds(random.nextLong(4_000_000_000L))
                .plus(random.nextInt(1000), ChronoUnit.MILLIS);

        assertThat(EventTime.format(time)).isEqualTo(REFERENCE.format(time));
        assertThat(EventTime.parse(REFERENCE.format(time))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-02-29T00:00:00.000", "2000-02-29T23:59:59.999", "2018-04-30T00:00:00.000"})
    void lastDaysOfMonthsAreTaken(String text) throws Exception {
        assertThat(EventTime.parse(text)).isEqualTo(LocalDateTime.parse(text, REFERENCE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2018",
                "2018-12-31T23:5",
                "2018-13-01T00:00",
                "2018-12-31T23:60",
                "2018-00-01T00:00",
                "2018-01-00T00:00",
                "2018-01-32T00:00",
                "2018-04-31T00:00",
                "2018-02-29T00:00",
                "1900-02-29T00:00",
                "2018-12-31T24:00",
                "2018-12-31T23:57:60",
                "2018/12/31T23:57",
                "x018-12-31T23:57",
                "2018-12-31T23:57:00.1234567890",
                "2018-12-31T23:57:00+01:00",
                "2018-12-31T23:57:00.-12",
                "-018-12-31T23:57"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> EventTime.parse(text)).isInstanceOf(UnreadableCallException.class);
    }
}
