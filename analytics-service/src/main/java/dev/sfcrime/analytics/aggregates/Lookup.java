package dev.sfcrime.analytics.aggregates;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import dev.sfcrime.analytics.aggregates.BlockTable.Reading;
import dev.sfcrime.analytics.aggregates.Tables.Sums;
import dev.sfcrime.analytics.aggregates.TotalsItem.Views;
import dev.sfcrime.calls.DispositionTable;
import org.springframework.stereotype.Component;

/** What queries need besides the cut: blocks of its batch from the database, descriptions, finality. */
@Component
final class Lookup {
    private final AggregateStore store;
    private final Database database;
    private final Tables tables;
    private final DispositionTable dispositions;
    private final LatenessProperties lateness;

    Lookup(AggregateStore store, DispositionTable dispositions, LatenessProperties lateness) {
        this.store = store;
        this.database = store.database();
        this.tables = database.tables();
        this.dispositions = dispositions;
        this.lateness = lateness;
    }

    DispositionTable dispositions() {
        return dispositions;
    }

    /** Cells of the hours from one to before another. */
    Map<Long, Counts> hours(Cut cut, long from, long to) {
        return ofSameBatch(cut, () -> tables.hours.read(from, to));
    }

    /** Calls by crime type of the days from one to before another. */
    Map<Long, Counts> days(Cut cut, long from, long to) {
        return ofSameBatch(cut, () -> tables.days.read(from, to));
    }

    /** A crime type's calls by hour of the month, for months by id. */
    Map<Long, Counts> crimeTypeMonths(Cut cut, Collection<Long> ids) {
        return ofSameBatch(cut, () -> tables.crimeTypeMonths.read(ids));
    }

    /** What each view adds up to, by the database's own sums of its table. */
    Views viewTotals(Cut cut) {
        Sums sums = database.read(tables::sums);
        requireSameBatch(cut, sums.batchId());
        long dispositions =
                ofSameBatch(cut, () -> tables.crimeTypeDispositions.read(0, Long.MAX_VALUE)).values().stream()
                        .mapToLong(Counts::sum)
                        .sum();
        return new Views(sums.crimeTypes(), dispositions, sums.hours(), sums.days(), sums.crimeTypeMonths());
    }

    private Map<Long, Counts> ofSameBatch(Cut cut, Supplier<Reading> statement) {
        Reading reading = database.read(statement);
        requireSameBatch(cut, reading.batchId());
        return reading.blocks();
    }

    /** After a rebuild there are batches of the same number again, but of another history. */
    private void requireSameBatch(Cut cut, long batchId) {
        if (batchId != cut.batchId() || !Objects.equals(store.cut().history(), cut.history())) {
            throw new OtherBatchException();
        }
    }

    /** Whether a bucket that ends at this event hour is final. */
    boolean isFinal(Cut cut, long endHour) {
        return lateness.isFinal(cut, endHour);
    }
}
