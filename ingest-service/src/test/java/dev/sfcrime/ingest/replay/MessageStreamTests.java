package dev.sfcrime.ingest.replay;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.ingest.dataset.RecordOrder;
import dev.sfcrime.ingest.dataset.RejectedRecord;
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
    void theSameReplayGivesTheSameMessagesAgain() throws Exception {
        List<String> once = texts(messages(steps(spec(0, null, SOME), 3, FakeDataset.ofCalls(200))));

        assertThat(texts(messages(steps(spec(0, null, SOME), 3, FakeDataset.ofCalls(200)))))
                .isEqualTo(once);
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

    static List<Step> steps(ReplaySpec spec, long loop, FakeDataset dataset) throws IOException {
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

    static List<OutgoingMessage> messages(List<Step> steps) {
        return steps.stream()
                .filter(Step.Messages.class::isInstance)
                .flatMap(step -> ((Step.Messages) step).messages().stream())
                .toList();
    }

    static List<String> texts(List<OutgoingMessage> messages) {
        return messages.stream()
                .map(message -> message.key() + " " + message.fault() + " " + message.eventTime() + " "
                        + new String(message.value(), StandardCharsets.UTF_8))
                .toList();
    }

    static ReplaySpec spec(long skip, @Nullable Long limit, Faults faults) {
        return new ReplaySpec("calls", new Pace.Unlimited(), RecordOrder.FILE, skip, limit, 1, faults);
    }

    static CallForService call(String crimeId) {
        return FakeDataset.call(crimeId, FakeDataset.FIRST);
    }
}
