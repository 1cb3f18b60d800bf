package dev.sfcrime.ingest.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallMessage;
import dev.sfcrime.calls.UnreadableCallException;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class JsonRecordParserTests {
    private static final int RECORDS = 50_000;

    /** What stands in files, and what does not belong there. */
    private static final List<String> VALUES = List.of(
            "\"\"",
            "\" \"",
            "null",
            "\"San Francisco\"",
            "\"Geary Bl/divisadero St\"",
            "\"12/31/2018\"",
            "\"12/31/2018 11:57:00 PM\"",
            "\"2018-12-31T23:57:00.000\"",
            "\"2018-12-31T23:57:00.1234567\"",
            "\"2018-12-31 23:57\"",
            "\"2018-13-31T23:57:00.000\"",
            "\"22:10\"",
            "\"café\"",
            "\"a\\\"b\\\\\"",
            "\"\\u0041\"",
            "183653763",
            "-1.5e3",
            "true",
            "{\"a\":[1]}",
            "[]");

    @Test
    void recordsThatAreSparedTheParserGiveTheSameMessages() {
        Random random = new Random(7);
        JsonRecordParser parser = new JsonRecordParser();
        int calls = 0;
        for (int i = 0; i < RECORDS; i++) {
            byte[] record = record(random).getBytes(UTF_8);

            String parsed = told(() -> parser.parseAny(record, 0, record.length));

            assertThat(told(() -> parser.parse(record, 0, record.length))).isEqualTo(parsed);
            calls += parsed.startsWith("{") ? 1 : 0;
        }
        assertThat(calls).isBetween(RECORDS / 4, RECORDS * 3 / 4);
    }

    private static String record(Random random) {
        List<String> members = new ArrayList<>();
        for (CallField field : CallField.values()) {
            if (field == CallField.CRIME_ID) {
                members.add(member(random, field, "\"183653763\""));
            } else if (field == CallField.CALL_DATE_TIME) {
                members.add(member(random, field, VALUES.get(random.nextInt(4) == 0 ? random.nextInt(8) : 7)));
            } else if (random.nextInt(5) > 0) {
                members.add(member(random, field, VALUES.get(random.nextInt(random.nextInt(3) == 0 ? 20 : 5))));
            }
        }
        if (random.nextInt(5) == 0) {
            Collections.shuffle(members, random);
        }
        if (random.nextInt(10) == 0) {
            members.add(random.nextBoolean() ? members.get(0) : "\"more\":\"of it\"");
        }
        return "{" + String.join(random.nextBoolean() ? "," : " ,\n", members) + "}";
    }

    private static String member(Random random, CallField field, String value) {
        String name =
                random.nextInt(50) > 0 ? field.wireName() : field.wireName().replace('_', ' ');
        return "\"" + name + (random.nextInt(4) == 0 ? "\" : " : "\":") + value;
    }

    private static String told(Reading reading) {
        try {
            CallMessage message = reading.read();
            return new String(message.value(), UTF_8) + message.crimeId() + message.callDateTime();
        } catch (UnreadableCallException refused) {
            return refused.getMessage();
        }
    }

    @FunctionalInterface
    private interface Reading {
        CallMessage read() throws UnreadableCallException;
    }
}
