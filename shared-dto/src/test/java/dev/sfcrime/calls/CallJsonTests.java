package dev.sfcrime.calls;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CallJsonTests {
    @ParameterizedTest
    @MethodSource("validMessages")
    void aMessageReadAndWrittenAgainIsTheSame(String message) throws Exception {
        CallForService call = CallJson.read(bytes(message));

        assertThat(new String(CallJson.write(call), StandardCharsets.UTF_8)).isEqualTo(message);
    }

    @Test
    void allFieldsAreRead() throws Exception {
        CallForService call =
                CallJson.read(bytes(validMessages().skip(1).findFirst().orElseThrow()));

        assertThat(call)
                .isEqualTo(new CallForService(
                        "183650002",
                        "22500e",
                        "2018-12-31T00:00:00.000",
                        "2018-12-31T00:00:00.000",
                        "2018-12-31T00:00:00.000",
                        "21:59",
                        LocalDateTime.of(2018, 12, 31, 21, 59, 30, 500_000_000),
                        "Not recorded",
                        "Example Av/sample St",
                        "",
                        "CA",
                        "1",
                        "Intersection",
                        "Café \"Lune\""));
    }

    @ParameterizedTest
    @MethodSource("validVariants")
    void aMessageOfAnotherShapeWithTheNeededFieldsIsValid(String message) throws Exception {
        assertThat(CallJson.read(bytes(message)).crimeId()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("malformedMessages")
    void aMalformedMessageIsRefusedWithItsReason(String reasonAndMessage) {
        String[] parts = reasonAndMessage.split("\t", 2);

        assertThatThrownBy(() -> CallJson.read(bytes(parts[1])))
                .isInstanceOf(UnreadableCallException.class)
                .hasMessage(parts[0]);
    }

    @Test
    void nothingAtAllIsRefused() {
        assertThatThrownBy(() -> CallJson.read(null)).hasMessage("the message is empty");
        assertThatThrownBy(() -> CallJson.read(new byte[0])).hasMessage("the message is empty");
    }

    @Test
    void textThatIsNoUtf8IsRefused() {
        byte[] message = bytes("{\"crime_id\":\"#\",\"call_date_time\":\"2018-12-31T23:57:00.000\"}");
        message[13] = (byte) 0xFF;

        assertThatThrownBy(() -> CallJson.read(message)).hasMessage("the message is no JSON");
    }

    @ParameterizedTest
    @MethodSource({"validMessages", "validVariants"})
    void whatIsNotWantedIsCheckedAndLeftOut(String message) throws Exception {
        CallForService whole = CallJson.read(bytes(message));

        CallForService part = CallJson.read(bytes(message), EnumSet.of(CallField.DISPOSITION));

        assertThat(part.crimeId()).isEqualTo(whole.crimeId());
        assertThat(part.callDateTime()).isEqualTo(whole.callDateTime());
        assertThat(part.disposition()).isEqualTo(whole.disposition());
        assertThat(part.address()).isNull();
    }

    @Test
    void aDamagedMessageIsRefusedWhicheverFieldsAreWanted() {
        Random random = new Random(14);
        byte[] message = bytes(validMessages().skip(1).findFirst().orElseThrow());
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = message.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            String reason = reason(damaged, EnumSet.allOf(CallField.class));
            refused += reason.isEmpty() ? 0 : 1;
            assertThat(reason(damaged, EnumSet.noneOf(CallField.class))).isEqualTo(reason);
        }
        assertThat(refused).isBetween(5_000, 15_000);
    }

    /** White space before the end keeps a message what it is, and has the JSON parser read it. */
    @Test
    void aMessageIsReadTheSameWhetherOrNotItNeedsTheJsonParser() {
        Random random = new Random(15);
        byte[] interesting = bytes("\"\\{}[],: nul\0\u007f0_ice");
        for (String message : Stream.concat(validMessages(), validVariants()).toList()) {
            for (int i = 0; i < 5_000; i++) {
                byte[] changed = bytes(message);
                int at = random.nextInt(changed.length);
                changed[at] = random.nextBoolean()
                        ? interesting[random.nextInt(interesting.length)]
                        : (byte) random.nextInt(256);
                byte[] spaced = Arrays.copyOf(changed, changed.length + 1);
                spaced[changed.length] = ' ';

                assertThat(readOrReason(changed)).isEqualTo(readOrReason(spaced));
            }
        }
    }

    @Test
    void aMessageThatEndsTooSoonIsRefused() {
        byte[] message = bytes(validMessages().findFirst().orElseThrow());
        for (int length = 1; length < message.length; length++) {
            byte[] cut = Arrays.copyOf(message, length);

            assertThatThrownBy(() -> CallJson.read(cut)).hasMessage("the message is no JSON");
        }
    }

    @Test
    void aCallIsWrittenTheSameWhetherOrNotItNeedsTheJsonGenerator() {
        Random random = new Random(16);
        for (int i = 0; i < 20_000; i++) {
            String text = random.ints(random.nextInt(4), 0, 0x180)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            CallForService call = new CallForService(
                    "1",
                    text,
                    null,
                    null,
                    null,
                    null,
                    LocalDateTime.of(2018, 12, 31, 23, 57),
                    random.nextBoolean() ? null : "HAN",
                    null,
                    null,
                    null,
                    null,
                    null,
                    "");

            assertThat(CallJson.write(call)).isEqualTo(CallJson.generate(call));
        }
    }

    private static Object readOrReason(byte[] message) {
        try {
            return CallJson.read(message);
        } catch (UnreadableCallException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    private static String reason(byte[] message, Set<CallField> wanted) {
        try {
            CallJson.read(message, wanted);
            return "";
        } catch (UnreadableCallException refused) {
            return refused.getMessage();
        }
    }

    static Stream<String> validMessages() {
        return lines("valid.jsonl");
    }

    static Stream<String> validVariants() {
        return lines("valid-variants.jsonl");
    }

    static Stream<String> malformedMessages() {
        return lines("malformed.tsv");
    }

    private static Stream<String> lines(String file) {
        try (InputStream content = CallJsonTests.class.getResourceAsStream("/contract/" + file)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
