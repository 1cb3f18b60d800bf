package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.sfcrime.ingest.dataset.RecordOrder;
import dev.sfcrime.web.FieldProblem;
import dev.sfcrime.web.InvalidRequestException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ReplayRequestTests {

    @Test
    void onlyTheDatasetIsNeeded() {
        ReplaySpec spec = request(null).validated(name -> {});

        assertThat(spec).isEqualTo(new ReplaySpec("calls.json", new Pace.Steady(1000), RecordOrder.FILE, 0, null, 1));
    }

    @Test
    void everyWrongFieldIsNamed() {
        PaceBody pace = new PaceBody(-1.0, 0.0, false);
        FaultsBody faults = new FaultsBody(-0.1, 1.1, Double.NaN, "2 hours", null);
        ReplayRequest request = new ReplayRequest(" ", pace, "BACKWARDS", -1L, 0L, -1L, faults);

        InvalidRequestException invalid =
                catchThrowableOfType(InvalidRequestException.class, () -> request.validated(name -> {}));

        assertThat(fields(invalid))
                .containsExactlyInAnyOrder(
                        "dataset",
                        "pace",
                        "pace.unlimited",
                        "pace.recordsPerSecond",
                        "pace.speedFactor",
                        "order",
                        "skip",
                        "limit",
                        "loops",
                        "faults.malformedRatio",
                        "faults.duplicateRatio",
                        "faults.lateRatio",
                        "faults.lateBy");
    }

    static Stream<Arguments> paces() {
        return Stream.of(
                Arguments.of(new PaceBody(0.5, null, null), new Pace.Steady(0.5)),
                Arguments.of(new PaceBody(1_000_000.0, null, null), new Pace.Steady(1_000_000)),
                Arguments.of(new PaceBody(null, 3600.0, null), new Pace.EventSpeed(3600)),
                Arguments.of(new PaceBody(null, null, true), new Pace.Unlimited()));
    }

    @ParameterizedTest
    @MethodSource("paces")
    void aPaceIsOneOfThree(PaceBody body, Pace pace) {
        assertThat(new PaceChange(body).validated()).isEqualTo(pace);
        assertThat(PaceBody.of(pace)).isEqualTo(body);
    }

    static Stream<Arguments> wrongPaces() {
        return Stream.of(
                Arguments.of(null, "pace"),
                Arguments.of(new PaceBody(null, null, null), "pace"),
                Arguments.of(new PaceBody(1.0, 1.0, null), "pace"),
                Arguments.of(new PaceBody(0.0, null, null), "pace.recordsPerSecond"),
                Arguments.of(new PaceBody(1_000_001.0, null, null), "pace.recordsPerSecond"),
                Arguments.of(new PaceBody(Double.NaN, null, null), "pace.recordsPerSecond"),
                Arguments.of(new PaceBody(null, Double.POSITIVE_INFINITY, null), "pace.speedFactor"),
                Arguments.of(new PaceBody(null, null, false), "pace.unlimited"));
    }

    @ParameterizedTest
    @MethodSource("wrongPaces")
    void aWrongPaceSaysWhy(@Nullable PaceBody body, String field) {
        InvalidRequestException invalid =
                catchThrowableOfType(InvalidRequestException.class, () -> new PaceChange(body).validated());

        assertThat(fields(invalid)).containsExactly(field);
    }

    @Test
    void faultsAreNoneUnlessSomeAreAskedFor() {
        FaultsBody none = new FaultsBody(0.0, 0.0, 0.0, "PT1H", 7L);

        assertThat(request(null).validated(name -> {}).faults()).isEqualTo(Faults.NONE);
        assertThat(request(new FaultsBody(null, null, null, null, null))
                        .validated(name -> {})
                        .faults())
                .isEqualTo(Faults.NONE);
        assertThat(request(none).validated(name -> {}).faults()).isEqualTo(Faults.NONE);
        assertThat(FaultsBody.of(Faults.NONE)).isNull();
    }

    @Test
    void faultsAreShownAsTheyWereAskedFor() {
        FaultsBody faults = new FaultsBody(0.25, 1.0, 0.0, "PT36H", -42L);

        ReplaySpec spec = request(faults).validated(name -> {});

        assertThat(spec.faults()).isEqualTo(new Faults(0.25, 1, 0, Duration.ofHours(36), -42, false));
        assertThat(FaultsBody.of(spec.faults())).isEqualTo(faults);
    }

    @Test
    void whatIsNotAskedForOfFaultsIsFilledIn() {
        FaultsBody malformed = new FaultsBody(0.5, null, null, null, null);

        Faults faults = request(malformed).validated(name -> {}).faults();

        assertThat(faults.seedDrawn()).isTrue();
        assertThat(FaultsBody.of(faults)).isEqualTo(new FaultsBody(0.5, 0.0, 0.0, "PT2H", faults.seed()));
        assertThat(request(malformed).validated(name -> {}).faults().seed()).isNotEqualTo(faults.seed());
    }

    @Test
    void aDrawnSeedMakesNoOtherRequest() {
        ReplaySpec drawn = seeded(0.5, null);

        assertThat(drawn.asksTheSameAs(seeded(0.5, null))).isTrue();
        assertThat(drawn.asksTheSameAs(seeded(0.6, null))).isFalse();
        assertThat(drawn.asksTheSameAs(seeded(0.5, 0L))).isFalse();
        assertThat(drawn.asksTheSameAs(seeded(0.5, drawn.faults().seed()))).isFalse();
        assertThat(drawn.asksTheSameAs(request(null).validated(name -> {}))).isFalse();
        assertThat(seeded(0.5, 7L).asksTheSameAs(seeded(0.5, 7L))).isTrue();
        assertThat(seeded(0.5, 7L).asksTheSameAs(seeded(0.5, 8L))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.001S", "PT2H", "P1DT1M", "P3650D"})
    void aLateRecordIsLateByAnyTime(String lateBy) {
        FaultsBody late = new FaultsBody(null, null, 1.0, lateBy, null);

        assertThat(request(late).validated(name -> {}).faults().lateBy()).isEqualTo(Duration.parse(lateBy));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "PT", "PT0S", "PT0.0009S", "-PT2H", "P3650DT1S", "P1Y", "PT99999999999999999999H"})
    void aWrongLatenessSaysWhatWouldBeRight(String lateBy) {
        ReplayRequest request = request(new FaultsBody(null, null, 1.0, lateBy, null));

        InvalidRequestException invalid =
                catchThrowableOfType(InvalidRequestException.class, () -> request.validated(name -> {}));

        assertThat(fields(invalid)).containsExactly("faults.lateBy");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, 1.001, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aRatioIsFromNoneToAll(double ratio) {
        ReplayRequest request = request(new FaultsBody(ratio, 0.0, 1.0, null, null));

        InvalidRequestException invalid =
                catchThrowableOfType(InvalidRequestException.class, () -> request.validated(name -> {}));

        assertThat(fields(invalid)).containsExactly("faults.malformedRatio");
    }

    @Test
    void theSliceIsCutOutOfTheDataset() {
        ReplaySpec slice = new ReplaySpec("calls.json", Pace.Steady.DEFAULT, RecordOrder.FILE, 10, 5L, 1);
        ReplaySpec rest = new ReplaySpec("calls.json", Pace.Steady.DEFAULT, RecordOrder.FILE, 10, null, 1);

        assertThat(slice.sliceOf(100)).isEqualTo(5);
        assertThat(slice.sliceOf(12)).isEqualTo(2);
        assertThat(slice.sliceOf(3)).isZero();
        assertThat(slice.recordsWanted()).isEqualTo(15);
        assertThat(rest.sliceOf(100)).isEqualTo(90);
        assertThat(rest.recordsWanted()).isNull();
    }

    private static ReplayRequest request(@Nullable FaultsBody faults) {
        return new ReplayRequest("calls.json", null, null, null, null, null, faults);
    }

    private static ReplaySpec seeded(double malformedRatio, @Nullable Long seed) {
        return request(new FaultsBody(malformedRatio, null, null, null, seed)).validated(name -> {});
    }

    private static List<String> fields(InvalidRequestException invalid) {
        List<?> errors = (List<?>) invalid.getBody().getProperties().get("errors");
        return errors.stream().map(error -> ((FieldProblem) error).field()).toList();
    }
}
