package dev.sfcrime.wire;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a replay has come. It is committed in one Kafka transaction with the messages that it counts, so that a
 * consumer of committed messages finds in the topic of calls exactly what the newest progress says.
 *
 * @param replayId the replay, also the key of the message
 * @param state where it stands in its life
 * @param read records read from the dataset, over all loops, rejected ones included
 * @param rejected records among them that are no valid call
 * @param sent messages committed, injected ones included: {@code read - rejected} and all that was injected
 * @param injectedMalformed messages among them that are no call
 * @param injectedDuplicates messages among them that repeat another one, with its sequence
 * @param injectedLate messages among them whose event time was set back
 * @param startedAt when the replay was asked for
 * @param finishedAt when it reached a final state; null before
 * @param failure why it did not complete, for users; null where there is nothing to say
 * @param resumption what the ingest-service needs to go on after a restart; means nothing to others
 */
public record ReplayProgress(
        String replayId,
        State state,
        long read,
        long rejected,
        long sent,
        long injectedMalformed,
        long injectedDuplicates,
        long injectedLate,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        @Nullable JsonNode resumption) {

    /** Where a replay stands in its life; the last three are final. */
    public enum State {
        RUNNING,
        PAUSED,
        COMPLETED,
        CANCELLED,
        FAILED;

        /** Whether nothing more will be sent. */
        public boolean isFinal() {
            return this == COMPLETED || this == CANCELLED || this == FAILED;
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Messages that were put in beside the dataset's own. */
    public long injected() {
        return injectedMalformed + injectedDuplicates + injectedLate;
    }

    /** The message's value: JSON in UTF-8. */
    public byte[] toJson() {
        return JSON.writeValueAsBytes(this);
    }

    /**
     * Reads a message's value.
     *
     * @throws IllegalArgumentException if it is no progress
     */
    public static ReplayProgress ofJson(byte[] value) {
        ReplayProgress progress;
        try {
            progress = JSON.readValue(value, ReplayProgress.class);
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("no replay progress: " + broken.getOriginalMessage(), broken);
        }
        if (progress.replayId() == null || progress.state() == null || progress.startedAt() == null) {
            throw new IllegalArgumentException("no replay progress: replayId, state or startedAt is missing");
        }
        return progress;
    }
}
