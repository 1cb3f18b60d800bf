package dev.sfcrime.calls;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** A call in the form in which it is sent: who only passes it on needs none of its other fields. */
public final class CallMessage {
    private static final Set<CallField> NO_MORE = Set.of();

    private final String crimeId;
    private final LocalDateTime callDateTime;
    private final byte[] value;
    private final @Nullable CallForService call;

    CallMessage(String crimeId, LocalDateTime callDateTime, byte[] value, @Nullable CallForService call) {
        this.crimeId = crimeId;
        this.callDateTime = callDateTime;
        this.value = value;
        this.call = call;
    }

    /** The message of a call. */
    public static CallMessage of(CallForService call) {
        return new CallMessage(call.crimeId(), call.callDateTime(), CallJson.write(call), call);
    }

    /**
     * The message of this value, as {@link CallJson#write} gave it.
     *
     * @throws UnreadableCallException if it is no call
     */
    public static CallMessage ofValue(byte[] value) throws UnreadableCallException {
        CallForService call = CallJson.read(value, NO_MORE);
        return new CallMessage(call.crimeId(), call.callDateTime(), value, null);
    }

    /** The call's number: the message's key. */
    public String crimeId() {
        return crimeId;
    }

    /** The call's event time; may be finer than the message tells it. */
    public LocalDateTime callDateTime() {
        return callDateTime;
    }

    /** The message's value, as {@link CallJson#write} gives it; not to be changed. */
    public byte[] value() {
        return value;
    }

    /** The call with all its fields, read anew each time where there is only the message. */
    public CallForService call() {
        if (call != null) {
            return call;
        }
        try {
            return CallJson.read(value);
        } catch (UnreadableCallException impossible) {
            throw new IllegalStateException("a call's message cannot be read", impossible);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallMessage message && Arrays.equals(value, message.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return call().toString();
    }
}
