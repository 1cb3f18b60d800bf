package dev.sfcrime.ingest.dataset;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.DispositionTable;
import dev.sfcrime.calls.UnreadableCallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.averagingInt;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SyntheticSourceTests {
    private static final int RECORDS = 199_999;
    private static final List<CallForService> CALLS = calls(2018, RecordOrder.FILE, RECORDS);

    @Test
    void theSameSeedGivesTheSameCallsAndAnotherGivesOthers() {
        assertThat(calls(2018, RecordOrder.FILE, 5000)).isEqualTo(CALLS.subList(0, 5000));
        assertThat(calls(2019, RecordOrder.FILE, 5000)).isNotEqualTo(CALLS.subList(0, 5000));
    }

    @Test
    void runsBackwardsFromTheEndOf2018AsTheRealSetDoes() {
        assertThat(CALLS)
                .isSortedAccordingTo(
                        Comparator.comparing(CallForService::callDateTime).reversed());
        assertThat(CALLS.get(0).callDateTime()).isEqualTo(LocalDateTime.parse("2018-12-31T23:57:00"));
        assertThat(CALLS.get(RECORDS - 1).callDateTime().toLocalDate())
                .isBetween(LocalDate.parse("2018-10-01"), LocalDate.parse("2018-10-09"));
    }

    @Test
    void callNumbersAreDistinctAndOfTheRealForm() {
        assertThat(CALLS)
                .extracting(CallForService::crimeId)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("18\\d{7}"));
        assertThat(CALLS.get(0).crimeId()).startsWith("18365");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 777, 2500, 10_000})
    void eventTimeOrderIsTheFileOrderSortedByTime(int records) {
        List<CallForService> expected = new ArrayList<>(CALLS.subList(0, records));
        expected.sort(Comparator.comparing(CallForService::callDateTime));

        assertThat(calls(2018, RecordOrder.EVENT_TIME, records)).isEqualTo(expected);
    }

    @Test
    void tellsWhereItIs() {
        SyntheticSource source = new SyntheticSource(new SyntheticCalls(1), RecordOrder.FILE, 4);
        source.next();

        assertThat(source.totalRecords()).isEqualTo(4);
        assertThat(source.position()).isOne();
        assertThat(source.fractionRead()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource({
        "Passing Call, 0.19",
        "Traffic Stop, 0.08",
        "Traf Violation Cite, 0.05",
        "Suspicious Person, 0.05",
        "Muni Inspection, 0.04",
    })
    void crimeTypesHaveTheirRealShares(String type, double share) {
        assertThat(share(CALLS, CallForService::originalCrimeTypeName, type)).isCloseTo(share, within(0.005));
    }

    @Test
    void crimeTypesHaveALongTailWithPenalCodesInIt() {
        Map<String, Long> counts =
                CALLS.stream().collect(groupingBy(CallForService::originalCrimeTypeName, counting()));

        assertThat(counts).hasSizeBetween(380, 420).containsKey("22500e");
        assertThat(counts.values().stream().filter(count -> count < 100)).hasSizeGreaterThan(150);
        assertThat(counts.values().stream()
                        .mapToLong(count -> count)
                        .sorted()
                        .skip(counts.size() - 1)
                        .findFirst())
                .hasValue(counts.get("Passing Call"));
    }

    @ParameterizedTest
    @CsvSource({
        "HAN, 0.28",
        "GOA, 0.12",
        "ADV, 0.11",
        "Not recorded, 0.10",
        "CIT, 0.09",
        "REP, 0.09",
        "UTL, 0.04",
        "ND, 0.04",
        "NOM, 0.04",
        "CAN, 0.03",
        "PAS, 0.02",
    })
    void dispositionsHaveTheirRealShares(String disposition, double share) {
        assertThat(share(CALLS, CallForService::disposition, disposition)).isCloseTo(share, within(0.005));
    }

    @Test
    void dispositionsAreAllKnownOnesAndTheFourUnknown() {
        List<String> expected =
                new ArrayList<>(DispositionTable.standard().descriptions().keySet());
        expected.addAll(List.of("Not recorded", "OTS", "GEN", "FIR"));

        assertThat(CALLS.stream().map(CallForService::disposition).distinct())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void nightsAreQuietAndSundaysALittle() {
        Map<Integer, Long> byHour =
                CALLS.stream().collect(groupingBy(call -> call.callDateTime().getHour(), counting()));
        Map<LocalDate, Long> byDay =
                CALLS.stream().collect(groupingBy(call -> call.callDateTime().toLocalDate(), counting()));
        byDay.remove(CALLS.get(RECORDS - 1).callDateTime().toLocalDate());
        Map<Boolean, Double> average = byDay.entrySet().stream()
                .collect(groupingBy(
                        day -> day.getKey().getDayOfWeek() == DayOfWeek.SUNDAY,
                        averagingInt(day -> Math.toIntExact(day.getValue()))));

        assertThat(byHour).hasSize(24);
        assertThat(byHour.get(4)).isLessThan(byHour.get(17) / 3);
        assertThat(average.get(false)).isCloseTo(2300, within(70.0));
        assertThat(average.get(true)).isBetween(2000.0, 2250.0);
    }

    @Test
    void fieldsAreAsOddAsTheRealOnes() {
        assertThat(share(CALLS, CallForService::commonLocation, "")).isGreaterThan(0.9);
        assertThat(share(CALLS, CallForService::city, "")).isBetween(0.02, 0.04);
        assertThat(CALLS.stream().map(CallForService::addressType).distinct()).hasSizeGreaterThan(10);
    }

    @Test
    void everyCallIsAValidMessage() throws UnreadableCallException {
        for (CallForService call : CALLS.subList(0, 2000)) {
            assertThat(CallJson.read(CallJson.write(call))).isEqualTo(call);
        }
    }

    @Test
    void moreThanTheDefaultGoFurtherBack() {
        SyntheticSource source = new SyntheticSource(new SyntheticCalls(1), RecordOrder.EVENT_TIME, 1_000_000);

        ReadCall oldest = (ReadCall) source.next();

        assertThat(source.totalRecords()).isEqualTo(1_000_000);
        assertThat(oldest.call().callDateTime().getYear()).isEqualTo(2017);
    }

    private static List<CallForService> calls(long seed, RecordOrder order, int records) {
        SyntheticSource source = new SyntheticSource(new SyntheticCalls(seed), order, records);
        List<CallForService> calls = new ArrayList<>();
        for (DatasetRecord record = source.next(); record != null; record = source.next()) {
            calls.add(((ReadCall) record).call());
        }
        return calls;
    }

    private static double share(List<CallForService> calls, Function<CallForService, String> field, String value) {
        return (double) calls.stream()
                        .filter(call -> value.equals(field.apply(call)))
                        .count()
                / calls.size();
    }
}
