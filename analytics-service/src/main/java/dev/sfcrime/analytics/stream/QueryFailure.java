package dev.sfcrime.analytics.stream;

import java.nio.file.Path;

import dev.sfcrime.web.ProblemException;
import org.apache.spark.SparkThrowable;

/**
 * Why a run of the query failed, for users.
 *
 * @param reason what happened and, where it does not pass by itself, what to do
 * @param isLasting whether it takes somebody to do it: trying again soon would only fill logs
 */
record QueryFailure(String reason, boolean isLasting) {
    private static final String SPARK = "org.apache.spark.";
    private static final String STREAMING = SPARK + "sql.execution.streaming.";

    static QueryFailure of(Throwable thrown, Path checkpoint) {
        boolean atCheckpoint = false;
        Throwable innermost = thrown;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HistoryMismatchException) {
                return new QueryFailure(message(cause), true);
            }
            atCheckpoint |= isAtCheckpoint(cause);
            innermost = cause;
            if (cause instanceof ProblemException) {
                // is written for users, other than what caused it
                break;
            }
        }
        // what Spark wraps around the innermost cause names classes and the whole plan
        return new QueryFailure(
                atCheckpoint
                        ? "The checkpoint %s cannot be read or written: %s. If that does not pass, count anew from Kafka: %s"
                                .formatted(checkpoint, message(innermost), Rebuild.REMEDY)
                        : message(innermost),
                false);
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message;
    }

    private static boolean isAtCheckpoint(Throwable cause) {
        return cause instanceof UnreadableCheckpointException
                || (cause instanceof SparkThrowable spark && isOfState(spark))
                || isThrownAtCheckpoint(cause);
    }

    private static boolean isOfState(SparkThrowable spark) {
        String condition = spark.getCondition();
        return condition != null && (condition.contains("STATE_STORE") || condition.startsWith("STDS_"));
    }

    /** Whether, of Spark's own code, that of checkpoints or of state is nearest to where the exception was thrown. */
    private static boolean isThrownAtCheckpoint(Throwable cause) {
        for (StackTraceElement frame : cause.getStackTrace()) {
            String at = frame.getClassName();
            if (at.startsWith(SPARK) && !at.startsWith(SPARK + "sql.errors.")) {
                return at.startsWith(STREAMING + "checkpointing.")
                        || at.startsWith(STREAMING + "state.")
                        || at.contains(".StreamMetadata")
                        || frame.getMethodName().contains("populateStartOffsets");
            }
        }
        return false;
    }
}
