package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

import dev.sfcrime.calls.CallForService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ReadAheadTests {
    /** Two blocks that are ready, one that is being filled, one that is taken from; each of at most 256 records. */
    private static final long MOST_AHEAD = 4 * 256;

    @Test
    void everyRecordComesInItsOrder() throws Exception {
        try (ReadAhead source = new ReadAhead(new Numbers(10_000))) {
            List<Long> before = LongStream.range(0, 10)
                    .mapToObj(place -> number(next(source)))
                    .toList();
            source.begin();
            source.begin();

            List<Long> after = DatasetFixture.rest(source).stream()
                    .map(ReadAheadTests::number)
                    .toList();

            assertThat(before).containsExactlyElementsOf(numbers(1, 10));
            assertThat(after).containsExactlyElementsOf(numbers(11, 10_000));
            assertThat(source.next()).isNull();
        }
    }

    @Test
    void figuresCountWhatWasTakenAndNotWhatWasRead() throws Exception {
        Numbers numbers = new Numbers(10_000);
        try (ReadAhead source = new ReadAhead(numbers)) {
            source.begin();
            for (long taken = 1; taken <= 10_000; taken++) {
                assertThat(number(source.next())).isEqualTo(taken);

                assertThat(source.position()).isEqualTo(taken);
                assertThat(source.totalRecords()).isNull();
                assertThat(source.fractionRead()).isLessThanOrEqualTo(taken / 10_000.0);
                assertThat(numbers.read).isLessThanOrEqualTo(taken + MOST_AHEAD);
            }
            assertThat(source.next()).isNull();
            assertThat(source.position()).isEqualTo(10_000);
            assertThat(source.totalRecords()).isEqualTo(10_000);
            assertThat(source.fractionRead()).isEqualTo(1);
        }
    }

    @Test
    void aKnownTotalMakesTheFractionExact() throws Exception {
        try (ReadAhead source = new ReadAhead(new Numbers(1_000).ofKnownSize())) {
            source.begin();
            for (long taken = 1; taken <= 1_000; taken++) {
                source.next();

                assertThat(source.totalRecords()).isEqualTo(1_000);
                assertThat(source.fractionRead()).isEqualTo(taken / 1_000.0);
            }
        }
    }

    @Test
    void readingAheadWaitsForWhoTakes() throws Exception {
        Numbers numbers = new Numbers(100_000);
        try (ReadAhead source = new ReadAhead(numbers)) {
            source.begin();

            await().until(() -> numbers.read >= MOST_AHEAD / 2);
            await().during(Duration.ofMillis(200)).until(() -> numbers.read <= MOST_AHEAD);
        }
    }

    @Test
    void largeRecordsMakeSmallBlocks() throws Exception {
        Numbers numbers = new Numbers(1_000).ofBytes(100_000);
        try (ReadAhead source = new ReadAhead(numbers)) {
            source.begin();

            await().until(() -> numbers.read >= 3);
            await().during(Duration.ofMillis(200)).until(() -> numbers.read <= 4);
        }
    }

    @Test
    void aFailureIsToldAfterTheRecordsBeforeIt() throws Exception {
        for (Exception failure : List.of(new IOException("torn"), new IllegalStateException("broken"))) {
            try (ReadAhead source = new ReadAhead(new Numbers(700).failingAtItsEnd(failure))) {
                source.begin();
                for (long taken = 1; taken <= 700; taken++) {
                    assertThat(number(source.next())).isEqualTo(taken);
                }

                assertThatThrownBy(source::next).isSameAs(failure);
                assertThatThrownBy(source::next).isSameAs(failure);
            }
        }
    }

    @Test
    void closingWhileItReadsLeavesNoThread() throws Exception {
        Numbers numbers = new Numbers(1_000).hangingAfter(300);
        ReadAhead source = new ReadAhead(numbers);
        source.begin();
        await().until(() -> numbers.hanging);
        assertThat(threads()).isNotEmpty();

        source.close();

        assertThat(threads()).isEmpty();
        assertThat(numbers.closed).isTrue();
    }

    @Test
    void closingWhileBlocksAreReadyLeavesNoThread() throws Exception {
        Numbers numbers = new Numbers(100_000);
        ReadAhead source = new ReadAhead(numbers);
        source.begin();
        await().until(() -> numbers.read >= MOST_AHEAD / 2);

        Thread.currentThread().interrupt();
        source.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(threads()).isEmpty();
        assertThat(numbers.closed).isTrue();
    }

    @Test
    void whoWaitsForARecordHeedsAnInterruption() throws Exception {
        try (ReadAhead source = new ReadAhead(new Numbers(1_000).hangingAfter(0))) {
            source.begin();
            Thread.currentThread().interrupt();

            assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(source::next);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static List<String> threads() {
        String name = Thread.currentThread().getName() + "-ahead";
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name::equals)
                .toList();
    }

    private static DatasetRecord next(RecordSource source) {
        try {
            return source.next();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static long number(DatasetRecord record) {
        return record instanceof ReadCall valid
                ? Long.parseLong(valid.message().crimeId())
                : ((RejectedRecord) record).index();
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    /** So many records, numbered from 1, each third of them rejected. */
    private static final class Numbers implements RecordSource {
        private final long count;
        private boolean sizeKnown;
        private int bytes;
        private @Nullable Exception failure;
        private long hangAfter = Long.MAX_VALUE;

        volatile long read;
        volatile boolean hanging;
        volatile boolean closed;

        Numbers(long count) {
            this.count = count;
        }

        Numbers ofKnownSize() {
            sizeKnown = true;
            return this;
        }

        Numbers ofBytes(int length) {
            bytes = length;
            return this;
        }

        Numbers failingAtItsEnd(Exception with) {
            failure = with;
            return this;
        }

        Numbers hangingAfter(long records) {
            hangAfter = records;
            return this;
        }

        @Override
        public @Nullable DatasetRecord next() throws IOException {
            if (read == hangAfter) {
                hang();
            }
            if (read == count) {
                if (failure instanceof IOException unreadable) {
                    throw unreadable;
                }
                if (failure instanceof RuntimeException broken) {
                    throw broken;
                }
                return null;
            }
            long number = read + 1;
            read = number;
            return number % 3 == 0 && bytes == 0 ? new RejectedRecord(number, number, "third", "") : call(number);
        }

        private void hang() throws InterruptedIOException {
            hanging = true;
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException end) {
                throw new InterruptedIOException("no more");
            }
        }

        private DatasetRecord call(long number) {
            return ReadCall.of(new CallForService(
                    Long.toString(number),
                    null,
                    null,
                    null,
                    null,
                    null,
                    LocalDateTime.of(2018, 12, 31, 23, 57),
                    null,
                    "x".repeat(bytes),
                    null,
                    null,
                    null,
                    null,
                    null));
        }

        @Override
        public long position() {
            return read;
        }

        @Override
        public @Nullable Long totalRecords() {
            return sizeKnown || (read == count && failure == null) ? Long.valueOf(count) : null;
        }

        @Override
        public double fractionRead() {
            return (double) read / count;
        }

        @Override
        public String fingerprint() {
            return "numbers";
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
