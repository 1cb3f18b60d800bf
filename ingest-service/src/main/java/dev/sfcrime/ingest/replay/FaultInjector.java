package dev.sfcrime.ingest.replay;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.CallMessage;
import dev.sfcrime.wire.InjectedFault;

/**
 * Decides record by record what one loop of a replay injects. The same seed and loop decide the same: each record takes
 * the same number of random numbers, so that what is decided depends on the record's place alone.
 */
final class FaultInjector {
    /** The earliest time that a message's four-digit year can tell. */
    private static final LocalDateTime EARLIEST = LocalDateTime.of(0, 1, 1, 0, 0);

    private final Faults faults;
    private final SplittableRandom random;

    private boolean duplicate;
    private boolean late;
    private boolean malformed;
    private long chance;

    FaultInjector(Faults faults, long loop) {
        this.faults = faults;
        // not seed + loop, or the second loop of one replay would be the first of the next seed's
        this.random = new SplittableRandom(new SplittableRandom(faults.seed()).nextLong() + loop);
    }

    /** Decides for the next record, whether it turns out to be a call or not. */
    void advance() {
        duplicate = random.nextDouble() < faults.duplicateRatio();
        late = random.nextDouble() < faults.lateRatio();
        malformed = random.nextDouble() < faults.malformedRatio();
        chance = random.nextLong();
    }

    /** How many messages are injected after the record. */
    int injected() {
        return (duplicate ? 1 : 0) + (late ? 1 : 0) + (malformed ? 1 : 0);
    }

    /**
     * The record's message and what is injected after it. The late copy differs from its original in
     * {@code call_date_time} alone: the day and the time that the call's other fields tell stay as they were.
     */
    List<OutgoingMessage> after(OutgoingMessage original, CallMessage call) {
        List<OutgoingMessage> messages = new ArrayList<>(1 + injected());
        messages.add(original);
        if (duplicate) {
            messages.add(injected(InjectedFault.DUPLICATE, original.value(), original));
        }
        if (late) {
            messages.add(injected(InjectedFault.LATE, CallJson.write(setBack(call.call())), original));
        }
        if (malformed) {
            byte[] broken = Malformation.by((int) chance).of(original.value(), (int) (chance >>> Integer.SIZE));
            messages.add(injected(InjectedFault.MALFORMED, broken, original));
        }
        return messages;
    }

    private static OutgoingMessage injected(InjectedFault fault, byte[] value, OutgoingMessage original) {
        return new OutgoingMessage(original.key(), value, original.eventTime(), fault);
    }

    private CallForService setBack(CallForService call) {
        LocalDateTime earlier = call.callDateTime().minus(faults.lateBy());
        return new CallForService(
                call.crimeId(),
                call.originalCrimeTypeName(),
                call.reportDate(),
                call.callDate(),
                call.offenseDate(),
                call.callTime(),
                earlier.isBefore(EARLIEST) ? EARLIEST : earlier,
                call.disposition(),
                call.address(),
                call.city(),
                call.state(),
                call.agencyId(),
                call.addressType(),
                call.commonLocation());
    }
}
