package dev.sfcrime.local.console;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressBarTests {
    @Test
    void aBarTellsWhatIsDoneFromWhatIsOnlyBegun() {
        assertThat(ProgressBar.of(0, 0, 200, 12)).isEqualTo("[..........]");
        assertThat(ProgressBar.of(100, 140, 200, 12)).isEqualTo("[#####--...]");
        assertThat(ProgressBar.of(200, 200, 200, 12)).isEqualTo("[##########]");
    }

    @Test
    void aBarIsEmptyWhereTheTotalIsUnknown() {
        assertThat(ProgressBar.of(5, 10, 0, 12)).isEqualTo("[..........]");
        assertThat(ProgressBar.percent(5, 0)).isEqualTo("  ? ");
    }

    @Test
    void whatIsDoneBeyondTheBegunOrTheTotalDoesNotBreakTheBar() {
        assertThat(ProgressBar.of(150, 100, 200, 12)).isEqualTo("[#######...]");
        assertThat(ProgressBar.of(300, 300, 200, 12)).isEqualTo("[##########]");
    }

    @Test
    void onlyAllIsAHundredPercent() {
        assertThat(ProgressBar.percent(0, 200)).isEqualTo("  0%");
        assertThat(ProgressBar.percent(199_999, 200_000)).isEqualTo(" 99%");
        assertThat(ProgressBar.percent(200_000, 200_000)).isEqualTo("100%");
    }
}
