package dev.sfcrime.bench.tune;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlanTests {
    private static final Effort EFFORT = Effort.full(7);

    @Test
    void theSameSeedGivesTheSameOrderAndAnotherSeedAnother() {
        assertThat(Plan.sweep(EFFORT)).isEqualTo(Plan.sweep(Effort.full(7)));
        assertThat(Plan.sweep(Effort.full(8))).isNotEqualTo(Plan.sweep(EFFORT));
    }

    @Test
    void everyRoundHasEachSettingOnceAndItsBasesAsOftenAsAsked() {
        Map<Integer, List<Plan.Trial>> rounds =
                Plan.sweep(EFFORT).stream().collect(Collectors.groupingBy(Plan.Trial::round));

        assertThat(rounds).hasSize(EFFORT.rounds());
        rounds.values().forEach(round -> {
            Map<String, Long> times = round.stream()
                    .collect(Collectors.groupingBy(trial -> trial.setting().id(), Collectors.counting()));
            assertThat(times.remove(Base.SHIPPED.id())).isEqualTo(EFFORT.shippedPerRound());
            assertThat(times.remove(Base.SPARK_STATE.id())).isEqualTo(EFFORT.sparkStatePerRound());
            assertThat(times.values()).containsOnly(1L);
            assertThat(times).hasSameSizeAs(Plan.moved(EFFORT));
        });
    }

    @Test
    void roundsAreShuffledEachInItsOwnWay() {
        List<List<String>> orders = Plan.sweep(EFFORT).stream()
                .collect(Collectors.groupingBy(
                        Plan.Trial::round,
                        Collectors.mapping(trial -> trial.setting().id(), Collectors.toList())))
                .values()
                .stream()
                .toList();

        assertThat(orders).doesNotHaveDuplicates();
    }

    @Test
    void noSettingIsTheShippedOne() {
        Catalogue.properties()
                .forEach(property -> assertThat(property.settings())
                        .as(property.name())
                        .extracting(Setting::value)
                        .doesNotContain(property.shipped()));
    }

    @Test
    void settingsHaveIdsOfTheirOwn() {
        Set<String> ids = new HashSet<>();
        Plan.moved(EFFORT)
                .forEach(setting ->
                        assertThat(ids.add(setting.id())).as(setting.id()).isTrue());
    }

    @Test
    void aQuickPlanMovesOnlyPropertiesOfAFullOne() {
        assertThat(Plan.moved(EFFORT)).containsAll(Plan.moved(Effort.quick(7)));
        assertThat(Plan.moved(Effort.quick(7)))
                .hasSizeLessThan(Plan.moved(EFFORT).size() / 3);
    }

    @Test
    void everyPropertyHasItsMechanismInWordsAndNoOtherHas() {
        assertThat(new Mechanisms().properties())
                .containsExactlyInAnyOrderElementsOf(
                        Catalogue.properties().stream().map(Property::name).toList());
    }
}
