package dev.sfcrime.analytics.aggregates;

import java.time.Duration;
import java.time.LocalDateTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimeTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000-01-01T00:00",
                "1969-12-31T23:00",
                "1970-01-01T00:00",
                "2016-02-29T23:00",
                "9999-12-31T23:00"
            })
    void hoursComeBackFromTheirNumbersAndFromTheirMonths(String text) {
        LocalDateTime time = LocalDateTime.parse(text);

        long hour = EventClock.hour(time);

        assertThat(EventClock.start(hour)).isEqualTo(time);
        assertThat(EventClock.hour(time.plusMinutes(59))).isEqualTo(hour);
        assertThat(EventClock.day(hour)).isEqualTo(time.toLocalDate().toEpochDay());
        long month = EventClock.month(hour);
        assertThat(month).isNotNegative();
        assertThat(EventClock.start(EventClock.firstHour(month)))
                .isEqualTo(time.toLocalDate().withDayOfMonth(1).atStartOfDay());
        assertThat(Tables.monthOf(Tables.monthId(month, Integer.MAX_VALUE))).isEqualTo(month);
    }

    @Test
    void latenessIsOffByDefaultAndNeverNegative() {
        assertThat(new LatenessProperties(null, null)).hasAllNullFieldsOrProperties();
        assertThatThrownBy(() -> new LatenessProperties(Duration.ofHours(-1), null))
                .hasMessageContaining("analytics.allowed-lateness is PT-1H");
    }

    @Test
    void aRetentionIsPositive() {
        assertThatThrownBy(() -> new LatenessProperties(null, Duration.ZERO))
                .hasMessageContaining("analytics.retention is PT0S");
    }
}
