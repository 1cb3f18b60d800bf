package dev.sfcrime.ingest.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.UnreadableCallException;
import dev.sfcrime.wire.InjectedFault;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.sfcrime.ingest.replay.MessageStreamTests.call;
import static dev.sfcrime.ingest.replay.MessageStreamTests.messages;
import static dev.sfcrime.ingest.replay.MessageStreamTests.steps;
import static dev.sfcrime.ingest.replay.MessageStreamTests.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a replay injects, as its stream of messages has it. */
class FaultInjectorTests {
    private static final Duration LATE_BY = Duration.ofHours(2);
    private static final Faults ALL = new Faults(1, 1, 1, LATE_BY, 42, false);
    private static final Faults SOME = new Faults(0.3, 0.4, 0.5, LATE_BY, 42, false);

    @Test
    void injectedMessagesFollowTheirRecordUnderItsKey() throws Exception {
        List<Step> steps = steps(spec(ALL), 0, FakeDataset.ofCalls(3).withRejected("broken"));

        assertThat(steps).hasSize(4);
        assertThat(steps.get(3)).isInstanceOf(Step.Rejected.class);
        for (Step step : steps.subList(0, 3)) {
            List<OutgoingMessage> messages = ((Step.Messages) step).messages();
            OutgoingMessage original = messages.get(0);
            assertThat(messages)
                    .extracting(OutgoingMessage::fault)
                    .containsExactly(null, InjectedFault.DUPLICATE, InjectedFault.LATE, InjectedFault.MALFORMED);
            assertThat(messages).extracting(OutgoingMessage::takesSequence).containsExactly(true, false, true, true);
            assertThat(messages)
                    .allMatch(message -> message.key().equals(original.key())
                            && message.eventTime().equals(original.eventTime()));
            assertThat(messages.get(1).value()).isEqualTo(original.value());
            assertThatExceptionOfType(UnreadableCallException.class)
                    .isThrownBy(() -> CallJson.read(messages.get(3).value()));
        }
    }

    @Test
    void aLateCopyDiffersInItsEventTimeAlone() throws Exception {
        CallForService call = CallJson.read("""
                {"crime_id": "1", "original_crime_type_name": "Passing Call", "report_date": "2018-12-31T00:00:00.000",
                 "call_date": "2018-12-31T00:00:00.000", "offense_date": "2018-12-31T00:00:00.000", "call_time": "01:30",
                 "call_date_time": "2018-12-31T01:30:00.000", "disposition": "HAN", "address": "100 Block", "city": "",
                 "state": "CA", "agency_id": "1", "address_type": "Premise Address", "common_location": "Park"}
                """.getBytes(StandardCharsets.UTF_8));
        Faults late = new Faults(0, 0, 1, LATE_BY, 42, false);

        List<OutgoingMessage> messages = messages(steps(spec(late), 0, new FakeDataset().with(call)));

        assertThat(messages).hasSize(2);
        CallForService copy = CallJson.read(messages.get(1).value());
        assertThat(copy.callDateTime()).isEqualTo(LocalDateTime.of(2018, 12, 30, 23, 30));
        assertThat(copy)
                .usingRecursiveComparison()
                .ignoringFields("callDateTime")
                .isEqualTo(call);
    }

    @Test
    void aLateCopyIsACallEvenAtTheBeginningOfTime() throws Exception {
        Faults late = new Faults(0, 0, 1, Duration.ofDays(3650), 42, false);
        FakeDataset dataset = new FakeDataset().with(FakeDataset.call("1", LocalDateTime.of(1, 1, 1, 0, 0)));

        List<OutgoingMessage> messages = messages(steps(spec(late), 0, dataset));

        assertThat(CallJson.read(messages.get(1).value()).callDateTime()).isEqualTo(LocalDateTime.of(0, 1, 1, 0, 0));
    }

    @Test
    void anotherLoopAndAnotherSeedInjectElsewhere() throws Exception {
        Faults nextSeed = new Faults(0.3, 0.4, 0.5, LATE_BY, 43, false);

        List<String> once = texts(messages(steps(spec(SOME), 0, FakeDataset.ofCalls(200))));
        List<String> nextLoop = texts(messages(steps(spec(SOME), 1, FakeDataset.ofCalls(200))));
        List<String> ofNextSeed = texts(messages(steps(spec(nextSeed), 0, FakeDataset.ofCalls(200))));

        assertThat(nextLoop).isNotEqualTo(once).isNotEqualTo(ofNextSeed);
        assertThat(ofNextSeed).isNotEqualTo(once);
    }

    /** A replay that an earlier build of this service began must be taken up as it was begun. */
    @Test
    void whatASeedInjectsNeverChanges() throws Exception {
        List<Step> steps = steps(spec(SOME), 1, FakeDataset.ofCalls(10));

        assertThat(messages(steps).stream().filter(message -> message.fault() != null))
                .extracting(message -> message.key() + " " + message.fault())
                .containsExactly(
                        "1 LATE",
                        "3 DUPLICATE",
                        "4 LATE",
                        "6 LATE",
                        "7 MALFORMED",
                        "8 DUPLICATE",
                        "9 DUPLICATE",
                        "9 LATE",
                        "9 MALFORMED",
                        "10 LATE");
    }

    /** Whether a record is readable, and which other faults there are, does not shift the draws of the others. */
    @Test
    void whatIsInjectedAfterARecordDependsOnItsPlaceAlone() throws Exception {
        Faults duplicates = new Faults(0, 0.4, 0, LATE_BY, 42, false);
        FakeDataset broken = new FakeDataset().withRejected("broken").withRejected("broken");
        for (int i = 3; i <= 200; i++) {
            broken.with(call(Integer.toString(i)));
        }

        List<String> duplicated = keysOf(InjectedFault.DUPLICATE, spec(SOME), FakeDataset.ofCalls(200));
        List<String> duplicatedAlone = keysOf(InjectedFault.DUPLICATE, spec(duplicates), broken);

        duplicated.removeAll(List.of("1", "2"));
        assertThat(duplicatedAlone).isEqualTo(duplicated);
    }

    @Test
    void faultsComeInTheRatiosAskedFor() throws Exception {
        Faults faults = new Faults(0.02, 0.03, 0.05, LATE_BY, 42, false);

        List<OutgoingMessage> messages = messages(steps(spec(faults), 0, FakeDataset.ofCalls(20_000)));

        // within four standard deviations
        assertThat(count(messages, InjectedFault.MALFORMED)).isCloseTo(400, Offset.offset(80L));
        assertThat(count(messages, InjectedFault.DUPLICATE)).isCloseTo(600, Offset.offset(97L));
        assertThat(count(messages, InjectedFault.LATE)).isCloseTo(1000, Offset.offset(124L));
        assertThat(count(messages, null)).isEqualTo(20_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0", "0, 1, 0", "0, 0, 1", "1, 1, 1", "0, 0, 0"})
    void noneAndAllAreExact(double malformed, double duplicate, double late) throws Exception {
        Faults faults = new Faults(malformed, duplicate, late, LATE_BY, 42, false);

        List<OutgoingMessage> messages = messages(steps(spec(faults), 0, FakeDataset.ofCalls(1000)));

        assertThat(count(messages, InjectedFault.MALFORMED)).isEqualTo(malformed == 1 ? 1000 : 0);
        assertThat(count(messages, InjectedFault.DUPLICATE)).isEqualTo(duplicate == 1 ? 1000 : 0);
        assertThat(count(messages, InjectedFault.LATE)).isEqualTo(late == 1 ? 1000 : 0);
    }

    private static List<String> keysOf(InjectedFault fault, ReplaySpec spec, FakeDataset dataset) throws IOException {
        return new ArrayList<>(messages(steps(spec, 0, dataset)).stream()
                .filter(message -> message.fault() == fault)
                .map(OutgoingMessage::key)
                .toList());
    }

    private static long count(List<OutgoingMessage> messages, @Nullable InjectedFault fault) {
        return messages.stream().filter(message -> message.fault() == fault).count();
    }

    private static ReplaySpec spec(Faults faults) {
        return MessageStreamTests.spec(0, null, faults);
    }
}
