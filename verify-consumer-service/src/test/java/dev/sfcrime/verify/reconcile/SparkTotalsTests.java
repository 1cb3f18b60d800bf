package dev.sfcrime.verify.reconcile;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SparkTotalsTests {
    private static final String ANSWER = """
            {"asOf": {"batchId": 42, "computedAt": "2026-11-20T13:16:52.123Z", "watermark": null,
                      "offsets": {"0": 60, "1": 55}},
             "freshness": {"lagRecords": 0, "oldestUnprocessedAgeMs": 0},
             "counted": 103, "malformed": 5, "droppedByRetention": 3,
             "views": {"crimeTypes": 100, "dispositions": 101, "timelineHours": 102, "timelineDays": 103,
                       "crimeTypeTimeline": 104},
             "replay": {"replayId": "r", "counted": 90, "malformed": 4, "injectedMalformed": 3,
                        "injectedDuplicates": 2, "injectedLate": 1}}""";

    @Test
    void readsTheAnswerOfTheAnalyticsService() {
        assertThat(read(ANSWER))
                .isEqualTo(new SparkTotals(
                        new SparkTotals.AsOf(Map.of(0, 60L, 1, 55L)),
                        103,
                        5,
                        3,
                        new SparkTotals.Views(100, 101, 102, 103, 104),
                        new SparkTotals.CountedReplay(90, 4, 3, 2, 1)));
    }

    @Test
    void aReplayThatWasNotSeenIsAllZero() {
        String unseen = ANSWER.replaceFirst("(?s)\"replay\": .*", "\"replay\": null}");

        assertThat(read(unseen).countedReplay()).isEqualTo(SparkTotals.CountedReplay.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"asOf", "offsets", "counted", "droppedByRetention", "views", "timelineDays", "injectedLate"})
    void anAnswerThatLacksAFigureIsRefused(String field) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(ANSWER.replace("\"" + field + "\"", "\"renamed\"")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "<html>"})
    void anythingElseIsRefused(String answer) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(answer));
    }

    private static SparkTotals read(String answer) {
        return SparkTotals.ofJson(answer.getBytes(StandardCharsets.UTF_8));
    }
}
