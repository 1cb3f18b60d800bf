package dev.sfcrime.analytics.stream;

import dev.sfcrime.analytics.aggregates.StateKeeper;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.ShutdownHookManager;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractFunction0;
import scala.runtime.BoxedUnit;

/** The one Spark session of the process, opened when it is first needed and again should its context have died. */
final class SparkRuntime {
    private final SparkProperties properties;
    private final StateKeeper state;
    private final QueryProgress progress;
    private final Runnable beforeShutdown;
    private @Nullable SparkSession session;
    private @Nullable Object hook;

    /**
     * A runtime for one thread.
     *
     * @param beforeShutdown what must end before Spark stops itself as the JVM shuts down, which it does beside
     *     Spring's own shutdown
     */
    SparkRuntime(SparkProperties properties, StateKeeper state, QueryProgress progress, Runnable beforeShutdown) {
        this.properties = properties;
        this.state = state;
        this.progress = progress;
        this.beforeShutdown = beforeShutdown;
    }

    SparkSession session() {
        SparkSession open = session;
        if (open == null || open.sparkContext().isStopped()) {
            open = SparkSessions.open(properties);
            WarmUp.run(open, state);
            open.streams().addListener(progress);
            hook = ShutdownHookManager.addShutdownHook(
                    ShutdownHookManager.SPARK_CONTEXT_SHUTDOWN_PRIORITY() + 1, new AbstractFunction0<>() {
                        @Override
                        public BoxedUnit apply() {
                            beforeShutdown.run();
                            return BoxedUnit.UNIT;
                        }
                    });
            session = open;
        }
        return open;
    }

    void close() {
        if (session != null) {
            session.stop();
            session = null;
            ShutdownHookManager.removeShutdownHook(hook);
        }
    }
}
