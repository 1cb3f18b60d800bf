package dev.sfcrime.analytics.stream;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.sfcrime.analytics.aggregates.CellCounts;
import dev.sfcrime.analytics.aggregates.FaultCount;
import dev.sfcrime.analytics.aggregates.ReplayCount;
import dev.sfcrime.analytics.pipeline.Counter;
import dev.sfcrime.analytics.pipeline.Tally;
import dev.sfcrime.wire.InjectedFault;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

import static dev.sfcrime.analytics.pipeline.CallCounts.COUNTED;
import static dev.sfcrime.analytics.pipeline.CallCounts.DETAIL;
import static dev.sfcrime.analytics.pipeline.CallCounts.EVENT_HOUR;
import static dev.sfcrime.analytics.pipeline.CallCounts.MALFORMED;
import static dev.sfcrime.analytics.pipeline.CallCounts.SUBJECT;

/** What a micro-batch changed, by the kinds of what is counted. */
record BatchChanges(CellCounts cells, List<ReplayCount> replays, List<FaultCount> faults) {
    private BatchChanges() {
        this(new CellCounts(), new ArrayList<>(), new ArrayList<>());
    }

    /** Of the totals that Spark keeps. */
    static BatchChanges ofTotals(List<Row> totals) {
        BatchChanges changes = new BatchChanges();
        if (totals.isEmpty()) {
            return changes;
        }
        StructType columns = totals.get(0).schema();
        int eventHour = columns.fieldIndex(EVENT_HOUR);
        int subject = columns.fieldIndex(SUBJECT);
        int detail = columns.fieldIndex(DETAIL);
        int counted = columns.fieldIndex(COUNTED);
        int malformed = columns.fieldIndex(MALFORMED);
        for (Row row : totals) {
            changes.take(
                    new Counter(row.getAs(eventHour), row.getAs(subject), row.getAs(detail)),
                    row.getLong(counted),
                    row.getLong(malformed));
        }
        return changes;
    }

    /** Of what the partitions of the batch counted. */
    static BatchChanges ofParts(List<byte[]> tallies) {
        BatchChanges changes = new BatchChanges();
        tallies.forEach(tally -> Tally.read(tally, changes.new Part()));
        return changes;
    }

    private void take(Counter counter, long counted, long malformed) {
        if (counter.eventHour() == null) {
            takeOther(counter, counted, malformed);
        } else {
            int kind =
                    cells.addKind(Objects.requireNonNull(counter.subject()), Objects.requireNonNull(counter.detail()));
            cells.add(counter.eventHour(), kind, counted);
        }
    }

    private void takeOther(Counter counter, long counted, long malformed) {
        if (counter.detail() == null) {
            replays.add(new ReplayCount(counter.subject(), counted, malformed));
        } else {
            faults.add(new FaultCount(counter.subject(), fault(counter.detail()), counted + malformed));
        }
    }

    private static InjectedFault fault(String header) {
        return Objects.requireNonNull(InjectedFault.of(header.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Takes what one partition counted; it numbers the kinds of its cells for itself. */
    private final class Part implements Tally.Reader {
        private final int firstKind = cells.kinds();

        @Override
        public void kind(String crimeType, String disposition) {
            cells.addKind(crimeType, disposition);
        }

        @Override
        public void cell(LocalDateTime eventHour, int kind, long counted) {
            cells.add(eventHour, firstKind + kind, counted);
        }

        @Override
        public void other(Counter counter, long counted, long malformed) {
            takeOther(counter, counted, malformed);
        }
    }
}
