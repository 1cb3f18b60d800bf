package dev.sfcrime.calls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Messages that the parser is spared, against what the parser says of them. */
class CanonicalMessageTests {
    private static final Set<CallField> SOME = EnumSet.of(CallField.ORIGINAL_CRIME_TYPE_NAME, CallField.DISPOSITION);
    private static final int MUTATIONS = 200_000;

    /** What can follow something in a message, and what cannot. */
    private static final List<String> PIECES = List.of(
            " ",
            "\t",
            "\r\n",
            "\"",
            "\\",
            "\\\"",
            "\\u0041",
            "\\ud83d",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "nul",
            "true",
            "1",
            "-1.5e3",
            "\"\"",
            "{}",
            "[1,\"a\"]",
            "\"x\":\"y\",",
            "\"x\":{\"a\":[null]},",
            "\"crime_id\":null,",
            "\"crime_id\":\" \",",
            "\"disposition\":\"ADV\",",
            "\"call_date_time\":\"2019-01-01 00:00\",",
            "\u0000",
            "\u001f",
            "\u007f",
            "é",
            "😀",
            "\ufeff",
            "/*c*/",
            "'",
            "=",
            "  ",
            "x".repeat(9));

    @Test
    void whatTheParserIsSparedItWouldHaveReadTheSame() {
        Random random = new Random(20_181_231);
        List<byte[]> originals = originals(random);
        int calls = 0;
        int spared = 0;
        CallReader reader = new CallReader(SOME);
        CanonicalMessage canonical = new CanonicalMessage();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] message = originals.get(random.nextInt(originals.size()));
            for (int changes = random.nextInt(4); changes > 0; changes--) {
                message = mutated(message, random);
            }
            String parsed = parsed(message);
            assertThat(read(message)).isEqualTo(parsed);
            assertThat(readInPlace(reader, message)).isEqualTo(parsedInPart(message));
            calls += parsed.startsWith("CallForService") ? 1 : 0;
            spared += canonical.read(message) ? 1 : 0;
        }
        // the mutations leave enough of both kinds
        assertThat(calls).isBetween(MUTATIONS / 4, MUTATIONS * 3 / 4);
        assertThat(spared).isBetween(MUTATIONS / 8, calls);
    }

    @Test
    void theParserIsSparedWhatTheServicesWrite() {
        Random random = new Random(1);
        CanonicalMessage canonical = new CanonicalMessage();
        for (int i = 0; i < 1000; i++) {
            byte[] message = CallJson.write(call(random));

            assertThat(canonical.read(message)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 13, 1 << 14, 60_000})
    void longTextsAreReadTheSame(int length) {
        for (String field : List.of("crime_id", "address", "x".repeat(length))) {
            byte[] message = bytes("{\"call_date_time\":\"2018-12-31T23:57:00.000\",\"crime_id\":\"1\",\"" + field
                    + "\":\"" + "y".repeat(length) + "\"}");

            assertThat(read(message)).isEqualTo(parsed(message));
        }
    }

    @Test
    void aTextOfAnyLengthEndsAtItsQuote() throws Exception {
        CallReader reader = new CallReader(SOME);
        for (int length = 1; length < 40; length++) {
            String text = "z".repeat(length);
            byte[] message = bytes("{\"crime_id\":\"1\",\"disposition\":\"" + text
                    + "\",\"call_date_time\":\"2018-12-31T23:57:00.000\"}");

            reader.read(message);

            assertThat(text(reader, CallField.DISPOSITION)).isEqualTo(text);
            assertThat(CallJson.read(message).disposition()).isEqualTo(text);
        }
    }

    static List<byte[]> originals(Random random) {
        List<byte[]> originals = new ArrayList<>();
        Stream.of(CallJsonTests.validMessages(), CallJsonTests.validVariants())
                .flatMap(lines -> lines)
                .forEach(line -> originals.add(bytes(line)));
        CallJsonTests.malformedMessages().forEach(line -> originals.add(bytes(line.split("\t", 2)[1])));
        for (int i = 0; i < 200; i++) {
            originals.add(CallJson.write(call(random)));
        }
        return originals;
    }

    static CallForService call(Random random) {
        Map<CallField, String> values = new EnumMap<>(CallField.class);
        for (CallField field : CallField.values()) {
            if (random.nextInt(5) > 0) {
                values.put(field, "x Y/&'.#~".repeat(3).substring(0, random.nextInt(20)));
            }
        }
        values.put(CallField.CRIME_ID, Integer.toString(random.nextInt(1_000_000)));
        return CallForService.of(values::get, LocalDateTime.of(2018, 1, 1, 0, 0).plusSeconds(random.nextInt(1 << 28)));
    }

    static byte[] mutated(byte[] message, Random random) {
        int at = random.nextInt(message.length + 1);
        int to = Math.min(message.length, at + random.nextInt(12));
        ByteArrayOutputStream mutated = new ByteArrayOutputStream();
        mutated.write(message, 0, at);
        switch (random.nextInt(6)) {
            case 0 -> mutated.write(random.nextInt(256));
            case 1, 2 -> mutated.writeBytes(bytes(PIECES.get(random.nextInt(PIECES.size()))));
            case 3 -> mutated.write(message, at, to - at);
            case 4 -> at = to;
            default -> {
                mutated.write(random.nextInt(256));
                at = Math.min(message.length, at + 1);
            }
        }
        mutated.write(message, at, message.length - at);
        return mutated.size() == 0 ? message : mutated.toByteArray();
    }

    private static String parsed(byte[] message) {
        try {
            return CallJson.parse(message, EnumSet.allOf(CallField.class)).toString();
        } catch (UnreadableCallException refused) {
            return refused.getMessage();
        }
    }

    private static String read(byte[] message) {
        try {
            return CallJson.read(message).toString();
        } catch (UnreadableCallException refused) {
            return refused.getMessage();
        }
    }

    private static String parsedInPart(byte[] message) {
        try {
            CallForService call = CallJson.parse(message, SOME);
            return shown(call.callDateTime(), utf8(call.originalCrimeTypeName()), utf8(call.disposition()));
        } catch (UnreadableCallException refused) {
            return refused.getMessage();
        }
    }

    private static String readInPlace(CallReader reader, byte[] message) {
        try {
            reader.read(message);
            return shown(
                    reader.callDateTime(),
                    text(reader, CallField.ORIGINAL_CRIME_TYPE_NAME),
                    text(reader, CallField.DISPOSITION));
        } catch (UnreadableCallException refused) {
            return refused.getMessage();
        }
    }

    private static String shown(LocalDateTime time, String crimeType, String disposition) {
        return time + "|" + crimeType + "|" + disposition;
    }

    private static String text(CallReader reader, CallField field) {
        return new String(reader.bytes(), reader.start(field), reader.length(field), StandardCharsets.UTF_8);
    }

    /** As it comes out of UTF-8, which has no halves of surrogate pairs; without what is blank. */
    private static String utf8(String text) {
        return text == null || text.isBlank() ? "" : new String(bytes(text), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
