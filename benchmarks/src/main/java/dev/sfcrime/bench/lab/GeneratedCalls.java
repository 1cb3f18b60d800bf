package dev.sfcrime.bench.lab;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.SplittableRandom;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;

/**
 * Calls that have the shape of the real ones: about 390 bytes, 2,300 a day, newest first, some 400 crime types of which
 * five make up two fifths, 20 dispositions. Each is a pure function of its number, so that any part can be made anywhere.
 */
public final class GeneratedCalls {
    private static final LocalDateTime NEWEST = LocalDateTime.of(2018, 12, 31, 23, 57);
    private static final int CALLS_A_DAY = 2_300;
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final long HIGHEST_ID = 999_999_999;
    private static final int CRIME_TYPES = 400;

    private static final String[] COMMON_TYPES = {
        "Passing Call", "Traffic Stop", "Suspicious Person", "Homeless Complaint", "Audible Alarm"
    };
    private static final double[] COMMON_SHARES = {0.19, 0.08, 0.05, 0.05, 0.04};
    private static final String[] DISPOSITIONS = {
        "HAN", "GOA", "ADV", "Not recorded", "CIT", "REP", "UTL", "ND", "NOM", "CAN", //
        "ARR", "ADM", "22", "SFD", "ABA", "NCR", "PAS", "INC", "CRM", "VAS"
    };
    private static final String[] STREETS = {
        "Geneva Av", "Mission St", "Dogwood St", "Pine St", "3rd St", "Ocean Av", "Market St", "Van Ness Av"
    };
    private static final String[] TYPES = types();

    private GeneratedCalls() {}

    private static String[] types() {
        String[] types = new String[CRIME_TYPES];
        for (int i = 0; i < types.length; i++) {
            types[i] = i < COMMON_TYPES.length ? COMMON_TYPES[i] : "Crime type %03d".formatted(i);
        }
        return types;
    }

    /** The value of the message of a call, as replays write it. */
    public static byte[] message(long number) {
        return CallJson.write(call(number));
    }

    /** The key of that message. */
    public static byte[] key(long number) {
        return Long.toString(id(number)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Writes the first so many to a file, a line each, as a dataset of ingest-service. */
    public static void write(int count, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int number = 0; number < count; number++) {
                out.write(message(number));
                out.write('\n');
            }
        }
    }

    private static long id(long number) {
        return HIGHEST_ID - number;
    }

    /**
     * A call.
     *
     * @param number its place, from 0
     */
    public static CallForService call(long number) {
        SplittableRandom random = new SplittableRandom(number);
        LocalDateTime time = NEWEST.minusMinutes(number * MINUTES_A_DAY / CALLS_A_DAY);
        String day = time.toLocalDate() + "T00:00:00.000";
        return new CallForService(
                Long.toString(id(number)),
                type(random),
                day,
                day,
                day,
                "%02d:%02d".formatted(time.getHour(), time.getMinute()),
                time,
                disposition(random),
                random.nextInt(90) + "00 Block Of " + STREETS[random.nextInt(STREETS.length)],
                "San Francisco",
                "CA",
                "1",
                "Premise Address",
                "");
    }

    private static String type(SplittableRandom random) {
        double share = random.nextDouble();
        for (int i = 0; i < COMMON_SHARES.length; i++) {
            if (share < COMMON_SHARES[i]) {
                return TYPES[i];
            }
            share -= COMMON_SHARES[i];
        }
        // the square makes the tail fall off
        double rank = random.nextDouble();
        return TYPES[COMMON_TYPES.length + (int) (rank * rank * (CRIME_TYPES - COMMON_TYPES.length))];
    }

    private static String disposition(SplittableRandom random) {
        double rank = random.nextDouble();
        return DISPOSITIONS[(int) (rank * rank * rank * DISPOSITIONS.length)];
    }
}
