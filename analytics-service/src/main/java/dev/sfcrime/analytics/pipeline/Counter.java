package dev.sfcrime.analytics.pipeline;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;

import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.UnreadableCallException;
import org.jspecify.annotations.Nullable;

/**
 * What messages are counted by: a cell of the cube, a replay, or a fault that a replay injected.
 *
 * @param eventHour start of the event hour of a cell, without a zone; null for replays and faults
 * @param subject crime type of a cell, empty where calls have none; or replay id, null for messages without one
 * @param detail radio code of a cell, empty where calls have none; or header value of the fault; null for replays
 */
public record Counter(
        @Nullable LocalDateTime eventHour,
        @Nullable String subject,
        @Nullable String detail) {
    private static final Set<CallField> FIELDS = EnumSet.of(CallField.ORIGINAL_CRIME_TYPE_NAME, CallField.DISPOSITION);

    /** The cell of a message; null where it is no call. */
    static @Nullable Counter ofCall(byte @Nullable [] message) {
        try {
            CallForService call = CallJson.read(message, FIELDS);
            return new Counter(
                    call.callDateTime().truncatedTo(ChronoUnit.HOURS),
                    orEmpty(call.originalCrimeTypeName()),
                    orEmpty(call.disposition()));
        } catch (UnreadableCallException malformed) {
            return null;
        }
    }

    static Counter ofReplay(@Nullable String replayId) {
        return new Counter(null, replayId, null);
    }

    /** The counter of a fault of this replay. */
    Counter ofFault(String fault) {
        return new Counter(null, subject, fault);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null || text.isBlank() ? "" : text;
    }
}
