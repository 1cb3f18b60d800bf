package dev.sfcrime.acceptance;

import org.junit.jupiter.api.Nested;

/** The same on three brokers and a Spark cluster of two workers. */
@InContainers(profile = "cluster")
class ComposeClusterIT {
    @Nested
    class Aggregation extends AggregatesIT {}

    @Nested
    class Faults extends FaultsIT {}

    @Nested
    class HttpContract extends HttpContractIT {}

    @Nested
    class Failures extends ContainerFailures {
        Failures() {
            super("kafka-2", "spark-worker-1", "postgres-cluster", "analytics-service-cluster", "spark-master");
        }
    }
}
