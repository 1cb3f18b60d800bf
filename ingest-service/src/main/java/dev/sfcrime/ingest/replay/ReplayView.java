package dev.sfcrime.ingest.replay;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

import dev.sfcrime.ingest.dataset.RecordOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A replay as users see it, at one moment. */
@Schema(name = "Replay")
record ReplayView(
        @Schema(
                description = "Each message carries it in its header `replay-id`.",
                example = "20181231-235700-1f0c9a3e")
        String id,

        @Schema(example = "police-department-calls-for-service.json")
        String dataset,

        ReplayState state,
        PaceBody pace,
        RecordOrder order,

        @Schema(description = "How many times the slice is sent; 0 until cancelled.", example = "1")
        long loops,

        @Schema(description = "Records passed over at the dataset's start, each time.", example = "0")
        long skip,

        @Schema(description = "Records taken after them; null for all.", example = "100000") @Nullable
        Long limit,

        @Schema(description = "What is injected on purpose, and the seed it follows from; null for nothing.") @Nullable
        FaultsBody faults,

        @Schema(description = "Records read, over all loops, rejected ones included.", example = "5003")
        long read,

        @Schema(description = "Records that are no valid call, see `/rejected`.", example = "3")
        long rejected,

        @Schema(
                description = "Messages sent, injected ones included; after a failure of Kafka it goes back to those"
                        + " acknowledged.",
                example = "5000")
        long sent,

        @Schema(
                description = "Messages in committed transactions, which consumers read; equals `sent` once COMPLETED.",
                example = "4980")
        long acknowledged,

        @Schema(description = "Messages among those sent that are no call, on purpose.", example = "0")
        long injectedMalformed,

        @Schema(
                description = "Messages among those sent that repeat another one with its sequence, on purpose.",
                example = "0")
        long injectedDuplicates,

        @Schema(description = "Messages among those sent whose event time was set back, on purpose.", example = "0")
        long injectedLate,

        @Schema(description = "Bytes of the sent messages' values.", example = "2050000")
        long bytes,

        @Schema(description = "Records in all loops; null while unknown or endless.", example = "199999") @Nullable
        Long totalRecords,

        @Schema(description = "0 to 100, by bytes read while the total is unknown; null if endless.", example = "2.5")
        @Nullable
        Double percentComplete,

        Rates recordsPerSecond,

        @Schema(description = "Event time of the last message, in local time.", example = "2018-12-31T23:57:00")
        @Nullable
        LocalDateTime lastEventTime,

        Instant startedAt,
        @Nullable Instant finishedAt,

        @Schema(description = "Seconds to go at the present speed; null if unknown or not running.", example = "97")
        @Nullable
        Long etaSeconds,

        @Schema(
                description = "Why it did not complete, and what to do; null if there is nothing to say.",
                example = "null")
        @Nullable
        String failure,

        @Schema(description = "What may be done now.", example = "[\"pause\", \"cancel\", \"pace\"]")
        List<ReplayAction> actions) {

    private static final double PERCENT = 100;

    /** Messages per second. */
    @Schema(description = "Messages per second.")
    record Rates(
            @Schema(description = "Over the last second.", example = "1998")
            double current,

            @Schema(description = "Since the start, pauses not counted.", example = "2000.1")
            double average,

            @Schema(description = "Aimed at; null where the pace names none.", example = "2000") @Nullable
            Double target) {}

    static ReplayView of(Replay replay) {
        // the state first: the counts of an ended replay do not change any more
        ReplayState state = replay.state();
        Progress progress = replay.progress();
        ReplaySpec spec = replay.spec();
        Pace pace = replay.life().pace();
        // first what is committed: of what is done there is no less
        long acknowledged = progress.committed().sent();
        Tally done = progress.now();
        double running = replay.life().runningSeconds();
        double average = running > 0 ? done.sent() / running : 0;
        boolean completed = state == ReplayState.COMPLETED;
        Double fraction = completed ? Double.valueOf(1) : progress.fraction();
        Long total = completed ? Long.valueOf(done.read()) : progress.total();
        return new ReplayView(
                replay.id(),
                spec.dataset(),
                state,
                PaceBody.of(pace),
                spec.order(),
                spec.loops(),
                spec.skip(),
                spec.limit(),
                FaultsBody.of(spec.faults()),
                done.read(),
                done.rejected(),
                done.sent(),
                acknowledged,
                done.injectedMalformed(),
                done.injectedDuplicates(),
                done.injectedLate(),
                done.bytes(),
                total,
                fraction == null ? null : rounded(fraction * PERCENT),
                new Rates(rounded(replay.currentRate()), rounded(average), pace.target()),
                done.lastEventTime(),
                replay.startedAt(),
                replay.life().finishedAt(),
                state == ReplayState.RUNNING ? eta(pace, done.read(), total, fraction, running) : null,
                replay.life().failure(),
                state.actions());
    }

    private static @Nullable Long eta(
            Pace pace, long read, @Nullable Long total, @Nullable Double fraction, double running) {
        Double target = pace.target();
        if (total != null && target != null) {
            return (long) Math.ceil((total - read) / target);
        }
        if (fraction == null || fraction <= 0) {
            return null;
        }
        return (long) Math.ceil(running * (1 - fraction) / fraction);
    }

    private static double rounded(double value) {
        return Math.round(value * PERCENT) / PERCENT;
    }
}
