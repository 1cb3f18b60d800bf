package dev.sfcrime.bench.tune;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlanTests {
    private static final Effort EFFORT = Given.EFFORT;
    private static final Plan PLAN = Given.PLAN;

    private static Plan plan(Effort effort) {
        return new Plan(effort, PLAN.properties());
    }

    @Test
    void theSameSeedGivesTheSameOrderAndAnotherSeedAnother() {
        assertThat(PLAN.sweep()).isEqualTo(plan(Effort.full(7)).sweep());
        assertThat(PLAN.sweep()).isNotEqualTo(plan(Effort.full(8)).sweep());
    }

    @Test
    void everyRoundHasEachSettingOnceAndItsBasesAsOftenAsAsked() {
        Map<Integer, List<Plan.Trial>> rounds = PLAN.sweep().stream().collect(Collectors.groupingBy(Plan.Trial::round));

        assertThat(rounds).hasSize(EFFORT.rounds());
        rounds.values().forEach(round -> {
            Map<String, Long> times = round.stream()
                    .collect(Collectors.groupingBy(trial -> trial.setting().id(), Collectors.counting()));
            assertThat(times.remove(Base.SHIPPED.id())).isEqualTo(EFFORT.shippedPerRound());
            assertThat(times.remove(Base.SPARK_STATE.id())).isEqualTo(EFFORT.sparkStatePerRound());
            assertThat(times.values()).containsOnly(1L);
            assertThat(times).hasSameSizeAs(PLAN.moved());
        });
    }

    @Test
    void roundsAreShuffledEachInItsOwnWay() {
        List<List<String>> orders = PLAN.sweep().stream()
                .collect(Collectors.groupingBy(
                        Plan.Trial::round,
                        Collectors.mapping(trial -> trial.setting().id(), Collectors.toList())))
                .values()
                .stream()
                .toList();

        assertThat(orders).doesNotHaveDuplicates();
    }

    @Test
    void noSettingIsTheShippedOneWhateverThatIs() {
        for (Map<String, String> shipped :
                List.of(Map.<String, String>of(), Given.SHIPPED, Map.of("spark.sql.shuffle.partitions", "4"))) {
            Catalogue.properties(shipped)
                    .forEach(property -> assertThat(property.settings())
                            .as(property.name())
                            .extracting(Setting::value)
                            .doesNotContain(property.shipped()));
        }
    }

    @Test
    void whatSparkHasIsTriedWhereTheSuiteHasAnotherValue() {
        PLAN.properties().stream()
                .filter(Property::isChoice)
                .forEach(property -> assertThat(property.telling())
                        .as(property.name())
                        .extracting(Setting::value)
                        .contains(property.sparks()));
    }

    @Test
    void settingsHaveIdsOfTheirOwn() {
        Set<String> ids = new HashSet<>();
        PLAN.moved()
                .forEach(setting ->
                        assertThat(ids.add(setting.id())).as(setting.id()).isTrue());
    }

    @Test
    void aQuickPlanMovesOnlyPropertiesOfAFullOneAndFewOfTheirValues() {
        List<Setting> quick = plan(Effort.quick(7)).moved();

        assertThat(PLAN.moved()).containsAll(quick);
        assertThat(quick).hasSizeLessThan(PLAN.moved().size() * 2 / 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.sql.shuffle.partitions",
                "maxOffsetsPerTrigger",
                "trigger interval",
                "minPartitions",
                "spark.sql.streaming.stateStore.providerClass",
                "spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled",
                "spark.sql.streaming.checkpointFileManagerClass",
                "spark.sql.streaming.checkpoint.fileChecksum.enabled",
                "spark.sql.adaptive.enabled",
                "spark.sql.codegen.wholeStage",
                "spark.locality.wait",
                "spark.serializer",
                "spark.default.parallelism",
                "spark.master",
                "spark.streaming.*"
            })
    void evenAQuickPlanMovesWhatPeopleAskFor(String property) {
        assertThat(plan(Effort.quick(7)).moved()).extracting(Setting::property).contains(property);
    }

    @Test
    void everyPropertyHasItsMechanismInWordsAndNoOtherHas() {
        assertThat(new Mechanisms().properties())
                .containsExactlyInAnyOrderElementsOf(
                        PLAN.properties().stream().map(Property::name).toList());
    }
}
