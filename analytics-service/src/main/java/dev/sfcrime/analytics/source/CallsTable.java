package dev.sfcrime.analytics.source;

import java.util.Set;
import java.util.stream.Stream;

import dev.sfcrime.analytics.pipeline.CallCounts;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A topic of calls.
 *
 * @param kafka Spark's own, of the same topic
 */
record CallsTable(SupportsRead kafka) implements SupportsRead {
    @Override
    public String name() {
        return kafka.name();
    }

    @Override
    public Column[] columns() {
        return Stream.of(CallCounts.MESSAGE.fields())
                .map(field -> Column.create(field.name(), field.dataType()))
                .toArray(Column[]::new);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.MICRO_BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return () -> new CallsScan(kafka.newScanBuilder(options).build());
    }
}
