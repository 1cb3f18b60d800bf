package dev.sfcrime.ingest.publish;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/** What monitoring sees of Kafka transactions. */
@Component
class TransactionMeters {
    private final Timer commits;
    private final Counter aborts;

    TransactionMeters(MeterRegistry registry) {
        commits = Timer.builder("ingest.transaction.commit")
                .description("How long it takes to commit a transaction of messages and progress")
                .register(registry);
        aborts = Counter.builder("ingest.transaction.aborts")
                .description("Transactions given up, those that an earlier process left open included")
                .register(registry);
    }

    void committed(long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
    }

    void aborted(int transactions) {
        aborts.increment(transactions);
    }
}
