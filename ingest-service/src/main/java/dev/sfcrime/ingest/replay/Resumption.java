package dev.sfcrime.ingest.replay;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.Stream;

import dev.sfcrime.ingest.dataset.RecordOrder;
import dev.sfcrime.wire.ReplayProgress;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What it takes to go on with a replay in another process, beyond the progress that everybody understands.
 *
 * @param owner the process that wrote this, see {@link Owner}
 * @param dataset name of the dataset
 * @param order in which order its records are sent
 * @param skip how many records are passed over
 * @param limit how many are taken after them; null for all
 * @param loops how many times; 0 for endlessly
 * @param faults what is injected
 * @param startPace the pace that was asked for
 * @param pace the pace of now
 * @param idempotencyKey the key that it was started with; null for none
 * @param loop the present loop, from 0
 * @param readInLoop records read in it
 * @param sentInLoop messages sent for them
 * @param bytes of all messages' values
 * @param lastEventTime event time of the last record sent; null before the first one
 * @param runningMillis how long the replay has been running
 * @param datasetRecords how many records the dataset has; null if unknown
 * @param fingerprint of the dataset that the loop reads; null if it has not begun to
 */
record Resumption(
        String owner,
        String dataset,
        RecordOrder order,
        long skip,
        @Nullable Long limit,
        long loops,
        Faults faults,
        PaceBody startPace,
        PaceBody pace,
        @Nullable String idempotencyKey,
        long loop,
        long readInLoop,
        long sentInLoop,
        long bytes,
        @Nullable LocalDateTime lastEventTime,
        long runningMillis,
        @Nullable Long datasetRecords,
        @Nullable String fingerprint) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** What to commit of a replay. */
    static ReplayProgress progress(
            Replay replay, Standing standing, Tally tally, @Nullable String fingerprint, String owner) {
        ReplaySpec spec = replay.spec();
        Resumption resumption = new Resumption(
                owner,
                spec.dataset(),
                spec.order(),
                spec.skip(),
                spec.limit(),
                spec.loops(),
                spec.faults(),
                PaceBody.of(spec.pace()),
                PaceBody.of(standing.pace()),
                replay.idempotencyKey(),
                tally.loop(),
                tally.readInLoop(),
                tally.sentInLoop(),
                tally.bytes(),
                tally.lastEventTime(),
                standing.runningMillis(),
                replay.progress().datasetRecords(),
                fingerprint);
        return new ReplayProgress(
                replay.id(),
                ReplayProgress.State.valueOf(standing.state().name()),
                tally.read(),
                tally.rejected(),
                tally.sent(),
                tally.injectedMalformed(),
                tally.injectedDuplicates(),
                tally.injectedLate(),
                replay.startedAt(),
                standing.finishedAt(),
                standing.failure(),
                JSON.valueToTree(resumption));
    }

    /**
     * Reads what was committed.
     *
     * @throws IllegalArgumentException if it cannot be understood
     */
    static Resumption of(ReplayProgress progress) {
        String which = "the resumption of replay " + progress.replayId();
        JsonNode json = progress.resumption();
        if (json == null || !json.isObject()) {
            throw new IllegalArgumentException(which + " is missing");
        }
        Resumption resumption;
        try {
            resumption = JSON.treeToValue(json, Resumption.class);
        } catch (JacksonException broken) {
            throw new IllegalArgumentException(which + " cannot be read: " + broken.getOriginalMessage(), broken);
        }
        if (Stream.of(
                        resumption.owner,
                        resumption.dataset,
                        resumption.order,
                        resumption.faults,
                        resumption.startPace,
                        resumption.pace)
                .anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(which + " is incomplete");
        }
        return resumption;
    }

    /** What the replay was asked to do. */
    ReplaySpec spec() {
        return new ReplaySpec(dataset, startPace.toPace(new ArrayList<>()), order, skip, limit, loops, faults);
    }

    /** How far the replay had come. */
    Tally tally(ReplayProgress progress) {
        return new Tally(
                progress.read(),
                progress.rejected(),
                progress.sent(),
                progress.injectedMalformed(),
                progress.injectedDuplicates(),
                progress.injectedLate(),
                bytes,
                lastEventTime,
                loop,
                readInLoop,
                sentInLoop);
    }

    /** What the replay was meant to do. */
    Standing standing(ReplayProgress progress) {
        Instant finishedAt = progress.finishedAt();
        return new Standing(
                ReplayState.valueOf(progress.state().name()),
                pace.toPace(new ArrayList<>()),
                finishedAt,
                progress.failure(),
                runningMillis,
                0);
    }
}
