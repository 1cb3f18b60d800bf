package dev.sfcrime.ingest.dataset;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallMessage;

/**
 * A record that is a valid call for service.
 *
 * @param message the call, its fields in the form they have on the wire
 */
public record ReadCall(CallMessage message) implements DatasetRecord {
    /** The record of a call. */
    public static ReadCall of(CallForService call) {
        return new ReadCall(CallMessage.of(call));
    }

    /** The call with all its fields, which may have to be read once more for it. */
    public CallForService call() {
        return message.call();
    }
}
