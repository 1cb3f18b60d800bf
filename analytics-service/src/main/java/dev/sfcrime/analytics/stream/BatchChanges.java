package dev.sfcrime.analytics.stream;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.sfcrime.analytics.aggregates.CellCount;
import dev.sfcrime.analytics.aggregates.FaultCount;
import dev.sfcrime.analytics.aggregates.ReplayCount;
import dev.sfcrime.analytics.pipeline.Counter;
import dev.sfcrime.analytics.pipeline.Tally;
import dev.sfcrime.wire.InjectedFault;
import org.apache.spark.sql.Row;

import static dev.sfcrime.analytics.pipeline.CallCounts.COUNTED;
import static dev.sfcrime.analytics.pipeline.CallCounts.DETAIL;
import static dev.sfcrime.analytics.pipeline.CallCounts.EVENT_HOUR;
import static dev.sfcrime.analytics.pipeline.CallCounts.MALFORMED;
import static dev.sfcrime.analytics.pipeline.CallCounts.SUBJECT;

/** What a micro-batch changed, by the kinds of what is counted. */
record BatchChanges(List<CellCount> cells, List<ReplayCount> replays, List<FaultCount> faults) {
    private BatchChanges() {
        this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** Of the totals that Spark keeps. */
    static BatchChanges ofTotals(List<Row> totals) {
        BatchChanges changes = new BatchChanges();
        for (Row row : totals) {
            changes.take(
                    new Counter(row.<LocalDateTime>getAs(EVENT_HOUR), row.getAs(SUBJECT), row.getAs(DETAIL)),
                    row.<Long>getAs(COUNTED),
                    row.<Long>getAs(MALFORMED));
        }
        return changes;
    }

    /** Of what the partitions of the batch counted. */
    static BatchChanges ofParts(List<byte[]> tallies) {
        BatchChanges changes = new BatchChanges();
        tallies.forEach(tally -> Tally.read(tally, changes::take));
        return changes;
    }

    private void take(Counter counter, long counted, long malformed) {
        if (counter.eventHour() != null) {
            cells.add(new CellCount(
                    counter.eventHour(),
                    Objects.requireNonNull(counter.subject()),
                    Objects.requireNonNull(counter.detail()),
                    counted));
        } else if (counter.detail() == null) {
            replays.add(new ReplayCount(counter.subject(), counted, malformed));
        } else {
            faults.add(new FaultCount(counter.subject(), fault(counter.detail()), counted + malformed));
        }
    }

    private static InjectedFault fault(String header) {
        return Objects.requireNonNull(InjectedFault.of(header.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
