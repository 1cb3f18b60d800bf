package dev.sfcrime.calls;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages made without a parser, against those that are made with one. */
class CallMessageReaderTests {
    private static final int MUTATIONS = 200_000;
    private static final String WIRE = """
            {"crime_id":"1","call_date":"2018-12-31T00:00:00.000","call_date_time":"2018-12-31T23:57:00.000","city":""}""";

    private final CallMessageReader reader = new CallMessageReader();

    @Test
    void whatTheParserIsSparedItWouldHaveMadeTheSameOf() throws Exception {
        Random random = new Random(20_181_231);
        List<byte[]> originals = CanonicalMessageTests.originals(random).stream()
                .map(CallMessageReaderTests::withoutSlashes)
                .toList();
        int spared = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] record = originals.get(random.nextInt(originals.size()));
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                record = CanonicalMessageTests.mutated(record, random);
            }

            CallMessage message = readAmongOthers(record, random.nextInt(20));

            if (message != null) {
                spared++;
                CallForService parsed = CallJson.parse(record, EnumSet.allOf(CallField.class));
                assertThat(text(message.value())).isEqualTo(text(CallJson.generate(parsed)));
                assertThat(message.crimeId()).isEqualTo(parsed.crimeId());
                assertThat(message.callDateTime()).isEqualTo(parsed.callDateTime());
            }
        }
        // the mutations leave enough of both kinds
        assertThat(spared).isBetween(MUTATIONS / 8, MUTATIONS * 3 / 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WIRE,
                """
                {
                    "crime_id" : "1",
                    "call_date": "2018-12-31T00:00:00.000",
                    "call_date_time": "2018-12-31T23:57:00.000",
                    "city": ""
                }
                """,
                """
                {"city":"","call_date_time":"2018-12-31 23:57","state":null,"crime_id":"2","crime_id":"1",\
                "call_date":"2018-12-31T00:00:00.000"}""",
            })
    void theSameCallMakesTheSameMessageHoweverItIsWritten(String record) throws Exception {
        CallMessage message = readAmongOthers(bytes(record), 3);

        assertThat(message).isEqualTo(CallMessage.ofValue(bytes(WIRE)));
        assertThat(text(message.value())).isEqualTo(WIRE);
        assertThat(message.call()).isEqualTo(CallJson.read(bytes(WIRE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Crime Id\":\"1\",\"crime_id\":\"2\",\"call_date_time\":\"2018-12-31T23:57:00.000\"}",
                "{\"crime_id\":\"1\",\"call_date_time\":\"2018-12-31T23:57:00.000\",\"call_date\":\"12/31/2018\"}",
                "{\"crime_id\":\"1\",\"call_date_time\":\"12/31/2018 11:57:00 PM\"}",
                "{\"crime_id\":1,\"call_date_time\":\"2018-12-31T23:57:00.000\"}",
                "{\"crime_id\":\"1\",\"call_date_time\":\"2018-12-31T23:57:00.000\",\"city\":\"caf\\u00e9\"}",
                "{\"crime_id\":\" \",\"call_date_time\":\"2018-12-31T23:57:00.000\"}",
                "{\"crime_id\":\"1\"}",
            })
    void ofOtherFormsNothingIsSaid(String record) {
        assertThat(readAmongOthers(bytes(record), 0)).isNull();
    }

    @Test
    void whatTheServicesWriteIsTakenAsItIs() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] value = withoutSlashes(CallJson.write(CanonicalMessageTests.call(random)));

            assertThat(readAmongOthers(value, i % 9)).isEqualTo(CallMessage.ofValue(value));
        }
    }

    /** Reads a record where it stands among bytes that would change it, were they taken for a part of it. */
    private CallMessage readAmongOthers(byte[] record, int offset) {
        byte[] bytes = bytes("\"".repeat(offset) + " ".repeat(record.length) + "\"}".repeat(offset));
        System.arraycopy(record, 0, bytes, offset, record.length);
        return reader.read(bytes, offset, record.length);
    }

    /** Days with slashes are for a parser. */
    private static byte[] withoutSlashes(byte[] record) {
        return bytes(text(record).replace('/', '-'));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
