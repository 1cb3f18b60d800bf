package dev.sfcrime.acceptance;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The messages of one replay, by sequence, as they lie in Kafka. */
record ReplayMessages(List<Message> messages) {
    static final Duration LATE_BY = Duration.ofHours(2);

    ReplayMessages {
        messages = messages.stream()
                .sorted(Comparator.comparingLong(Message::sequence))
                .toList();
    }

    /** What the dataset's records became, in the order of their sequences. */
    List<Call> records() {
        return messages.stream().filter(Message::isRecord).map(Message::call).toList();
    }

    /** All that is to be counted, faults included. */
    List<Call> calls() {
        return messages.stream().map(Message::call).filter(Objects::nonNull).toList();
    }

    long count(String fault) {
        return messages.stream().filter(message -> message.is(fault)).count();
    }

    /** Records that lie there more than once without being marked so. */
    long doubled() {
        return records().size() - distinctRecords();
    }

    /** How many of so many records do not lie there. */
    long lost(int expected) {
        return expected - distinctRecords();
    }

    private long distinctRecords() {
        return messages.stream()
                .filter(Message::isRecord)
                .mapToLong(Message::sequence)
                .distinct()
                .count();
    }

    /** Each message that is no record of the dataset is the fault that it says it is, and sequences have no gap. */
    void requireTrueFaults() {
        long[] sequences = messages.stream()
                .filter(message -> !message.is(Message.DUPLICATE))
                .mapToLong(Message::sequence)
                .toArray();
        assertThat(LongStream.range(0, sequences.length)
                        .filter(index -> sequences[(int) index] != index + 1)
                        .findFirst())
                .as(
                        "the first sequence of %s that is missing, or there twice",
                        messages.get(0).replayId())
                .isEmpty();
        Message record = null;
        for (Message message : messages) {
            if (message.isRecord()) {
                record = message;
            } else if (message.is(Message.LATE)) {
                assertThat(message.call().time())
                        .as("%s after %s", message, record)
                        .isEqualTo(record.call().time().minus(LATE_BY));
                assertThat(message.call().crimeId()).isEqualTo(record.call().crimeId());
            }
        }
        requireTrueDuplicates();
    }

    private void requireTrueDuplicates() {
        Map<Long, List<Message>> bySequence = messages.stream().collect(Collectors.groupingBy(Message::sequence));
        messages.stream()
                .filter(message -> message.is(Message.DUPLICATE))
                .forEach(duplicate -> assertThat(bySequence.get(duplicate.sequence()))
                        .as("messages with the sequence of %s", duplicate)
                        .anySatisfy(original -> {
                            assertThat(original.isRecord()).isTrue();
                            assertThat(original.call()).isEqualTo(duplicate.call());
                        }));
    }
}
