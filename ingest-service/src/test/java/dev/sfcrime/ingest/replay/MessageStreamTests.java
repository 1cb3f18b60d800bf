package dev.sfcrime.ingest.replay;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.UnreadableCallException;
import dev.sfcrime.ingest.dataset.RecordOrder;
import dev.sfcrime.ingest.dataset.RejectedRecord;
import dev.sfcrime.wire.InjectedFault;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MessageStreamTests {
    private static final Duration LATE_BY = Duration.ofHours(2);
    private static final Faults ALL = new Faults(1, 1, 1, LATE_BY, 42, false);
    private static final Faults SOME = new Faults(0.3, 0.4, 0.5, LATE_BY, 42, false);

    @Test
    void withoutFaultsEachRecordIsOneMessage() throws Exception {
        FakeDataset dataset = FakeDataset.ofCalls(2).withRejected("broken").with(call("4"));

        List<Step> steps = steps(spec(0, null, Faults.NONE), 0, dataset);

        assertThat(steps).hasSize(4);
        assertThat(steps.get(2)).isEqualTo(new Step.Rejected(new RejectedRecord(3, 3, "broken", "{")));
        List<OutgoingMessage> messages = messages(steps);
        assertThat(messages).extracting(OutgoingMessage::key).containsExactly("1", "2", "4");
        assertThat(messages).allMatch(message -> message.fault() == null && message.takesSequence());
        assertThat(CallJson.read(messages.get(0).value())).isEqualTo(call("1"));
        assertThat(messages.get(1).eventTime()).isEqualTo(FakeDataset.FIRST.minusMinutes(1));
        assertThat(dataset.allClosed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, , 10", "3, , 7", "3, 2, 2", "9, 5, 1", "10, 1, 0", "9223372036854775807, 1, 0"})
    void theSliceIsCutOutOfTheDataset(long skip, @Nullable Long limit, int expected) throws Exception {
        List<OutgoingMessage> messages = messages(steps(spec(skip, limit, Faults.NONE), 0, FakeDataset.ofCalls(10)));

        assertThat(messages).hasSize(expected);
        if (expected > 0) {
            assertThat(messages.get(0).key()).isEqualTo(Long.toString(skip + 1));
        }
    }

    @Test
    void injectedMessagesFollowTheirRecordUnderItsKey() throws Exception {
        List<Step> steps = steps(spec(0, null, ALL), 0, FakeDataset.ofCalls(3).withRejected("broken"));

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

        List<OutgoingMessage> messages = messages(steps(spec(0, null, late), 0, new FakeDataset().with(call)));

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

        List<OutgoingMessage> messages = messages(steps(spec(0, null, late), 0, dataset));

        assertThat(CallJson.read(messages.get(1).value()).callDateTime()).isEqualTo(LocalDateTime.of(0, 1, 1, 0, 0));
    }

    @Test
    void theSameReplayGivesTheSameMessagesAgain() throws Exception {
        List<String> once = texts(messages(steps(spec(0, null, SOME), 3, FakeDataset.ofCalls(200))));

        assertThat(texts(messages(steps(spec(0, null, SOME), 3, FakeDataset.ofCalls(200)))))
                .isEqualTo(once);
    }

    @Test
    void anotherLoopAndAnotherSeedInjectElsewhere() throws Exception {
        Faults nextSeed = new Faults(0.3, 0.4, 0.5, LATE_BY, 43, false);

        List<String> once = texts(messages(steps(spec(0, null, SOME), 0, FakeDataset.ofCalls(200))));
        List<String> nextLoop = texts(messages(steps(spec(0, null, SOME), 1, FakeDataset.ofCalls(200))));
        List<String> ofNextSeed = texts(messages(steps(spec(0, null, nextSeed), 0, FakeDataset.ofCalls(200))));

        assertThat(nextLoop).isNotEqualTo(once).isNotEqualTo(ofNextSeed);
        assertThat(ofNextSeed).isNotEqualTo(once);
    }

    /** A replay that an earlier build of this service began must be taken up as it was begun. */
    @Test
    void whatASeedInjectsNeverChanges() throws Exception {
        List<Step> steps = steps(spec(0, null, SOME), 1, FakeDataset.ofCalls(10));

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

        List<String> duplicated = keysOf(InjectedFault.DUPLICATE, spec(0, null, SOME), FakeDataset.ofCalls(200));
        List<String> duplicatedAlone = keysOf(InjectedFault.DUPLICATE, spec(0, null, duplicates), broken);

        duplicated.removeAll(List.of("1", "2"));
        assertThat(duplicatedAlone).isEqualTo(duplicated);
    }

    @Test
    void faultsComeInTheRatiosAskedFor() throws Exception {
        Faults faults = new Faults(0.02, 0.03, 0.05, LATE_BY, 42, false);

        List<OutgoingMessage> messages = messages(steps(spec(0, null, faults), 0, FakeDataset.ofCalls(20_000)));

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

        List<OutgoingMessage> messages = messages(steps(spec(0, null, faults), 0, FakeDataset.ofCalls(1000)));

        assertThat(count(messages, InjectedFault.MALFORMED)).isEqualTo(malformed == 1 ? 1000 : 0);
        assertThat(count(messages, InjectedFault.DUPLICATE)).isEqualTo(duplicate == 1 ? 1000 : 0);
        assertThat(count(messages, InjectedFault.LATE)).isEqualTo(late == 1 ? 1000 : 0);
    }

    @Test
    void aStreamTakenUpAnywhereGoesOnAsIfNothingHadHappened() throws Exception {
        for (Faults faults : List.of(Faults.NONE, SOME, ALL)) {
            ReplaySpec spec = spec(2, 30L, faults);
            List<Step> whole = steps(spec, 1, mixed());
            List<String> messages = texts(messages(whole));
            long sentBefore = 0;
            for (int read = 0; read <= whole.size(); read++) {
                int ofLast =
                        read == 0 ? 0 : messages(whole.subList(read - 1, read)).size();
                for (int sentOfLast = 0; sentOfLast <= ofLast; sentOfLast++) {
                    long sent = sentBefore + sentOfLast;
                    assertThat(takenUp(spec, read, sent))
                            .as("%s after %d records and %d messages", faults, read, sent)
                            .isEqualTo(messages.subList((int) sent, messages.size()));
                }
                sentBefore += ofLast;
            }
        }
    }

    @Test
    void whatWasRejectedIsToldOnceMore() throws Exception {
        List<RejectedRecord> rejected = new ArrayList<>();
        ReplaySpec spec = spec(0, null, SOME);
        try (MessageStream stream = new MessageStream(spec, 1, mixed().open("calls", RecordOrder.FILE, null))) {
            long sent = messages(steps(spec, 1, mixed()).subList(0, 20)).size();
            stream.fastForward(20, sent, rejected::add);
        }

        assertThat(rejected).extracting(RejectedRecord::index).containsExactly(5L, 10L, 15L, 20L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            11 | 10 | had read 11 of its records, and now there are 10
            5  | 6  | had sent 6 messages for 5 records, which now make 5
            5  | 3  | had sent 3 messages, and its first 4 records now make more
            """)
    void anotherDatasetIsNotTakenUp(long read, long sent, String difference) throws Exception {
        try (MessageStream stream = stream(spec(0, null, Faults.NONE), FakeDataset.ofCalls(10))) {
            assertThatExceptionOfType(ChangedDatasetException.class)
                    .isThrownBy(() -> stream.fastForward(read, sent, rejected -> {}))
                    .withMessageEndingWith(difference);
        }
    }

    @Test
    void skippingAndTakingUpHeedAnInterruption() throws Exception {
        try (MessageStream skipping = stream(spec(5, null, Faults.NONE), FakeDataset.ofCalls(10));
                MessageStream takingUp = stream(spec(0, null, Faults.NONE), FakeDataset.ofCalls(10))) {
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(skipping::next);
            assertThatExceptionOfType(InterruptedIOException.class)
                    .isThrownBy(() -> takingUp.fastForward(5, 5, rejected -> {}));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** Forty records, of which each fifth is no call. */
    private static FakeDataset mixed() {
        FakeDataset dataset = new FakeDataset();
        for (int i = 1; i <= 40; i++) {
            if (i % 5 == 0) {
                dataset.withRejected("broken");
            } else {
                dataset.with(call(Integer.toString(i)));
            }
        }
        return dataset;
    }

    private static List<String> takenUp(ReplaySpec spec, long read, long sent) throws IOException {
        try (MessageStream stream = new MessageStream(spec, 1, mixed().open("calls", RecordOrder.FILE, null))) {
            List<OutgoingMessage> rest = new ArrayList<>(stream.fastForward(read, sent, rejected -> {}));
            rest.addAll(messages(drain(stream)));
            return texts(rest);
        }
    }

    private static List<Step> steps(ReplaySpec spec, long loop, FakeDataset dataset) throws IOException {
        try (MessageStream stream = new MessageStream(spec, loop, dataset.open("calls", RecordOrder.FILE, null))) {
            return drain(stream);
        }
    }

    private static List<Step> drain(MessageStream stream) throws IOException {
        List<Step> steps = new ArrayList<>();
        for (Step step = stream.next(); step != null; step = stream.next()) {
            steps.add(step);
        }
        assertThat(stream.next()).isNull();
        return steps;
    }

    private static MessageStream stream(ReplaySpec spec, FakeDataset dataset) {
        return new MessageStream(spec, 0, dataset.open("calls", RecordOrder.FILE, null));
    }

    private static List<OutgoingMessage> messages(List<Step> steps) {
        return steps.stream()
                .filter(Step.Messages.class::isInstance)
                .flatMap(step -> ((Step.Messages) step).messages().stream())
                .toList();
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

    private static List<String> texts(List<OutgoingMessage> messages) {
        return messages.stream()
                .map(message -> message.key() + " " + message.fault() + " " + message.eventTime() + " "
                        + new String(message.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static ReplaySpec spec(long skip, @Nullable Long limit, Faults faults) {
        return new ReplaySpec("calls", new Pace.Unlimited(), RecordOrder.FILE, skip, limit, 1, faults);
    }

    private static CallForService call(String crimeId) {
        return FakeDataset.call(crimeId, FakeDataset.FIRST);
    }
}
