package dev.sfcrime.ingest.replay;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.ingest.dataset.DatasetRecord;
import dev.sfcrime.ingest.dataset.ReadCall;
import dev.sfcrime.ingest.dataset.RecordOrder;
import dev.sfcrime.ingest.dataset.RecordSource;
import dev.sfcrime.ingest.dataset.RejectedRecord;
import org.jspecify.annotations.Nullable;

/** A dataset in memory. */
final class FakeDataset implements RecordOpener {
    static final LocalDateTime FIRST = LocalDateTime.of(2018, 12, 31, 23, 57);

    private final List<DatasetRecord> records = new ArrayList<>();
    private boolean sizeKnown = true;
    private String fingerprint = "as it was";
    private int opened;
    private int closed;
    private @Nullable IOException failureAtEnd;
    private final Map<Integer, Runnable> plan = new ConcurrentHashMap<>();

    /** So many calls, numbered from 1, each a minute before the last one. */
    static FakeDataset ofCalls(int count) {
        FakeDataset dataset = new FakeDataset();
        for (int i = 1; i <= count; i++) {
            dataset.with(call(Integer.toString(i), FIRST.minusMinutes(i - 1L)));
        }
        return dataset;
    }

    static CallForService call(String crimeId, LocalDateTime eventTime) {
        return new CallForService(
                crimeId, "Passing Call", null, null, null, null, eventTime, "HAN", null, null, null, null, null, null);
    }

    FakeDataset with(CallForService call) {
        records.add(ReadCall.of(call));
        return this;
    }

    FakeDataset withRejected(String reason) {
        long index = records.size() + 1L;
        records.add(new RejectedRecord(index, index, reason, "{"));
        return this;
    }

    FakeDataset ofUnknownSize() {
        sizeKnown = false;
        return this;
    }

    FakeDataset failingAtItsEnd(String message) {
        failureAtEnd = new IOException(message);
        return this;
    }

    /** Done once, by whoever reads, before the record that comes after so many. */
    FakeDataset after(int read, Runnable action) {
        plan.put(read, action);
        return this;
    }

    void change() {
        fingerprint = "changed";
    }

    boolean allClosed() {
        return opened == closed;
    }

    int opened() {
        return opened;
    }

    @Override
    public RecordSource open(String dataset, RecordOrder order, @Nullable Long wanted) {
        opened++;
        return new Source();
    }

    private final class Source implements RecordSource {
        private int position;

        @Override
        public @Nullable DatasetRecord next() throws IOException {
            Runnable planned = plan.remove(position);
            if (planned != null) {
                planned.run();
            }
            if (position < records.size()) {
                return records.get(position++);
            }
            if (failureAtEnd != null) {
                throw failureAtEnd;
            }
            return null;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public @Nullable Long totalRecords() {
            return sizeKnown ? Long.valueOf(records.size()) : null;
        }

        @Override
        public double fractionRead() {
            return (double) position / records.size();
        }

        @Override
        public String fingerprint() {
            return fingerprint;
        }

        @Override
        public void close() {
            closed++;
        }
    }
}
