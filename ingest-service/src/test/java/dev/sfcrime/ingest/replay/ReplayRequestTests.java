package dev.sfcrime.ingest.replay;

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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ReplayRequestTests {

    @Test
    void onlyTheDatasetIsNeeded() {
        ReplaySpec spec = new ReplayRequest("calls.json", null, null, null, null, null).validated(name -> {});

        assertThat(spec).isEqualTo(new ReplaySpec("calls.json", new Pace.Steady(1000), RecordOrder.FILE, 0, null, 1));
    }

    @Test
    void everyWrongFieldIsNamed() {
        PaceBody pace = new PaceBody(-1.0, 0.0, false);
        ReplayRequest request = new ReplayRequest(" ", pace, "BACKWARDS", -1L, 0L, -1L);

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
                        "loops");
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

    private static List<String> fields(InvalidRequestException invalid) {
        List<?> errors = (List<?>) invalid.getBody().getProperties().get("errors");
        return errors.stream().map(error -> ((FieldProblem) error).field()).toList();
    }
}
