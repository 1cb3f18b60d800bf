package dev.sfcrime.ingest.replay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Ways in which a message can be no call, as producers do get them wrong. */
enum Malformation {
    /** The call's text breaks off. */
    TRUNCATED {
        @Override
        byte[] of(byte[] call, int chance) {
            return Arrays.copyOf(call, 1 + Math.floorMod(chance, call.length - 1));
        }
    },

    /** The message is empty. */
    EMPTY {
        @Override
        byte[] of(byte[] call, int chance) {
            return new byte[0];
        }
    },

    /** The message is text, but no JSON. */
    NO_JSON {
        @Override
        byte[] of(byte[] call, int chance) {
            return bytes("183654321,Passing Call,2018-12-31T23:57:00.000,HAN");
        }
    },

    /** The message is JSON, but no object. */
    NO_OBJECT {
        @Override
        byte[] of(byte[] call, int chance) {
            return bytes("[" + text(call) + "]");
        }
    },

    /** Two calls in one message. */
    TWO_CALLS {
        @Override
        byte[] of(byte[] call, int chance) {
            return bytes(text(call) + "\n" + text(call));
        }
    },

    /** The event time is a number, of milliseconds since 1970. */
    WRONG_TYPE {
        @Override
        byte[] of(byte[] call, int chance) {
            return bytes(withEventTime(call, "1546300620000"));
        }
    },

    /** The event time is no time that there is. */
    IMPOSSIBLE_TIME {
        @Override
        byte[] of(byte[] call, int chance) {
            return bytes(withEventTime(call, "\"2018-02-30T25:61:00.000\""));
        }
    },

    /** The call's number stands under a name that nobody knows. */
    NO_CRIME_ID {
        @Override
        byte[] of(byte[] call, int chance) {
            return bytes(text(call).replaceFirst("\"crime_id\":", "\"crimeid\":"));
        }
    };

    private static final Malformation[] ALL = values();

    /** One of them, all equally likely for evenly spread numbers. */
    static Malformation by(int chance) {
        return ALL[Math.floorMod(chance, ALL.length)];
    }

    /**
     * A message that is no call.
     *
     * @param call a call's message, as {@code CallJson} writes it
     * @param chance decides what remains open; any number
     */
    abstract byte[] of(byte[] call, int chance);

    /** Quotes within a text are escaped, so that the field's quoted name with its colon stands nowhere else. */
    private static String withEventTime(byte[] call, String json) {
        return text(call).replaceFirst("\"call_date_time\":\"[^\"]*\"", "\"call_date_time\":" + json);
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }
}
