package dev.sfcrime.acceptance;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HurriedRulesTests {
    private static final String RULES = """
            groups:
              - name: some
                rules:
                  - record: instance:calls:rate5m
                    expr: rate(calls_total[5m])
                  - alert: Slow
                    expr: |
                      age_seconds > 60
                        and predict_linear(age_seconds[2m], 600) > 60
                        and increase(calls_total[1h]) > 10
                    for: 75m
                    keep_firing_for: 2m
                    annotations:
                      description: "Slow for: 75m"
                  - alert: Quick
                    expr: calls == 0
                    for: 3s
            """;

    @Test
    void onlyHowLongARuleWaitsAndLooksBackChanges() {
        assertThat(new HurriedRules(Duration.ofSeconds(5), 20).of(RULES)).isEqualTo("""
                groups:
                  - name: some
                    rules:
                      - record: instance:calls:rate5m
                        expr: rate(calls_total[15s])
                      - alert: Slow
                        expr: |
                          age_seconds > 60
                            and predict_linear(age_seconds[6s], 600) > 60
                            and increase(calls_total[180s]) > 10
                        for: 5s
                        keep_firing_for: 0s
                        annotations:
                          description: "Slow for: 75m"
                      - alert: Quick
                        expr: calls == 0
                        for: 3s
                """);
    }

    @Test
    void noRangeIsTooShortForThreeScrapes() {
        HurriedRules rules = new HurriedRules(Duration.ofSeconds(5), 1_000);

        assertThat(rules.of("expr: rate(calls_total[5m]) > rate(calls_total[4s])"))
                .isEqualTo("expr: rate(calls_total[6s]) > rate(calls_total[4s])");
    }

    @Test
    void rangesMayStay() {
        assertThat(new HurriedRules(Duration.ofSeconds(5), 1).of("expr: rate(calls_total[5m])"))
                .isEqualTo("expr: rate(calls_total[300s])");
    }
}
