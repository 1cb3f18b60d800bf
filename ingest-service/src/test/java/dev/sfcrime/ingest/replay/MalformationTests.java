package dev.sfcrime.ingest.replay;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.UnreadableCallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MalformationTests {
    private static final CallForService CALL = new CallForService(
            "18\"3654\\321",
            "says \"call_date_time\":\"2018\" and \"crime_id\": \u00e9\u20ac",
            "2018-12-31T00:00:00.000",
            null,
            null,
            "23:57",
            FakeDataset.FIRST,
            "HAN",
            "",
            null,
            "CA",
            "1",
            null,
            null);

    @ParameterizedTest
    @EnumSource
    void aMessageOfEachKindIsNoCall(Malformation kind) {
        byte[] message = CallJson.write(CALL);

        for (int chance : chances()) {
            byte[] broken = kind.of(message, chance);
            assertThatExceptionOfType(UnreadableCallException.class)
                    .as("%s by %d", kind, chance)
                    .isThrownBy(() -> CallJson.read(broken));
        }
    }

    @Test
    void theOriginalStaysAsItWas() {
        byte[] message = CallJson.write(CALL);

        for (Malformation kind : Malformation.values()) {
            kind.of(message, 7);
        }

        assertThat(message).isEqualTo(CallJson.write(CALL));
    }

    @Test
    void eachKindHappens() {
        Set<Malformation> kinds = EnumSet.noneOf(Malformation.class);

        for (int chance : chances()) {
            kinds.add(Malformation.by(chance));
        }

        assertThat(kinds).containsExactlyInAnyOrder(Malformation.values());
    }

    /** Every place at which a message can break off, and the ends of the range. */
    private static int[] chances() {
        return IntStream.concat(IntStream.range(-500, 500), IntStream.of(Integer.MIN_VALUE, Integer.MAX_VALUE))
                .toArray();
    }
}
