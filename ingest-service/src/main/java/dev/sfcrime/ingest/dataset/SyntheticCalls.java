package dev.sfcrime.ingest.dataset;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.EventTime;

/**
 * The synthetic calls, day by day backwards from the end of 2018. Each is a pure function of the seed, its day and its
 * place in the day. About 2,300 calls a day, fewer on Sundays, with the quietest hours from 3 to 6.
 */
final class SyntheticCalls {
    /** As many as there are before call numbers, which hold a two-digit year, would come again. */
    static final long MOST_RECORDS = 50_000_000;

    private static final LocalDate LAST_DAY = LocalDate.of(2018, 12, 31);
    private static final int LAST_MINUTE = 23 * 60 + 57;
    private static final int MINUTES = 24 * 60;

    private static final double CALLS_A_DAY = 2300;
    private static final double[] WEEK = {1.0, 0.99, 1.01, 1.0, 1.05, 1.02, 0.93};
    private static final double DAILY_SPREAD = 0.1;
    private static final double[] HOURS = {
        3.6, 2.9, 2.5, 1.7, 1.5, 1.6, 2.4, 3.4, 4.3, 4.7, 4.8, 4.8, //
        4.8, 5.0, 5.3, 5.6, 5.9, 6.0, 5.6, 5.2, 4.9, 4.9, 4.7, 4.3
    };
    private static final int QUANTILES = 1 << 14;
    private static final int[] MINUTE_OF_QUANTILE = minuteOfQuantile();
    private static final String[] CALL_TIMES = callTimes();

    private static final SyntheticWords WORDS = new SyntheticWords();

    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;
    private static final int USUAL_EIGHTHS = 5;
    private static final int KIND_BITS = 0x7F;

    private final long givenSeed;
    private final long seed;

    SyntheticCalls(long seed) {
        this.givenSeed = seed;
        this.seed = mixed(seed);
    }

    /** What the calls follow from. */
    long seed() {
        return givenSeed;
    }

    /** A day, counted backwards from the last one, which is 0. */
    Day day(int daysBack) {
        LocalDate date = LAST_DAY.minusDays(daysBack);
        double spread = 1 + DAILY_SPREAD * (unit(bits(daysBack, -1, 0)) - 0.5);
        return new Day(daysBack, date, EventTime.format(date.atStartOfDay()), (int)
                (CALLS_A_DAY * WEEK[date.getDayOfWeek().getValue() - 1] * spread));
    }

    /**
     * One day.
     *
     * @param daysBack days before the last day
     * @param date the day
     * @param text the day as calls have it
     * @param calls how many calls it has
     */
    record Day(int daysBack, LocalDate date, String text, int calls) {}

    /** Minute of the day of a call; never grows with its place. */
    int minute(Day day, int place) {
        double quantile = (day.calls - 1 - place + unit(bits(day.daysBack, place, 0))) / day.calls;
        int minute = MINUTE_OF_QUANTILE[(int) (quantile * QUANTILES)];
        return day.daysBack == 0 ? Math.min(minute, LAST_MINUTE) : minute;
    }

    /**
     * A call.
     *
     * @param place its place in the day, from 0; the newest call comes first
     */
    CallForService call(Day day, int place) {
        int minute = minute(day, place);
        long what = bits(day.daysBack, place, 1);
        long where = bits(day.daysBack, place, 2);
        int kind = (int) (what >>> (3 * WeightedChoice.BITS)) & KIND_BITS;
        String address;
        String addressType;
        String commonLocation = "";
        if (kind < 70) {
            address = SyntheticWords.any(WORDS.blocks, where >>> WeightedChoice.BITS);
            addressType = WORDS.premise.pick(where);
        } else if (kind < 112) {
            address = SyntheticWords.any(WORDS.crossings, where >>> WeightedChoice.BITS);
            addressType = WORDS.crossing.pick(where);
        } else if (kind < 120) {
            address = SyntheticWords.any(WORDS.blocks, where >>> WeightedChoice.BITS);
            addressType = WORDS.place.pick(where);
            commonLocation = WORDS.places.get((int) Long.remainderUnsigned(where, WORDS.places.size()));
        } else {
            address = SyntheticWords.any(WORDS.shortBlocks, where >>> WeightedChoice.BITS);
            addressType = WORDS.override.pick(where);
        }
        return new CallForService(
                crimeId(day, place),
                WORDS.crimeTypes.pick(what),
                day.text,
                day.text,
                day.text,
                CALL_TIMES[minute],
                day.date.atTime(minute / 60, minute % 60),
                disposition(what),
                address,
                WORDS.cities.pick(what >>> (2 * WeightedChoice.BITS)),
                "CA",
                "1",
                addressType,
                commonLocation);
    }

    /**
     * Most calls of a crime type end as calls of that type usually do. What picked the type then picks the disposition
     * too, so that the shares of all dispositions stay as they are. In the real set, type and disposition share 1.8 bits
     * of information in a day's 657 calls; drawn independently they would seem to share 1.0; so they share 1.8.
     */
    private static String disposition(long what) {
        boolean usual = (what >>> (4 * WeightedChoice.BITS - 3)) < USUAL_EIGHTHS;
        return WORDS.dispositions.pick(usual ? what : what >>> WeightedChoice.BITS);
    }

    /** Year, day of the year and a running number in it, which leaves gaps as the real one does. */
    private static String crimeId(Day day, int place) {
        long number = day.date.getYear() % 100;
        number = number * 1000 + day.date.getDayOfYear();
        number = number * 10_000 + (day.calls - 1 - place) * 8L / 5 + 1;
        byte[] digits = new byte[9];
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + number % 10);
            number /= 10;
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private long bits(int daysBack, int place, int purpose) {
        return mixed(seed + (((long) daysBack << 20) | ((place & 0xFFFF) << 2) | purpose) * GOLDEN_RATIO);
    }

    private static double unit(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    /** The output function of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators). */
    private static long mixed(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static int[] minuteOfQuantile() {
        double all = Arrays.stream(HOURS).sum();
        int[] minutes = new int[QUANTILES];
        int minute = 0;
        double passed = HOURS[0] / 60;
        for (int i = 0; i < QUANTILES; i++) {
            double wanted = (i + 0.5) / QUANTILES * all;
            while (passed < wanted && minute < MINUTES - 1) {
                minute++;
                passed += HOURS[minute / 60] / 60;
            }
            minutes[i] = minute;
        }
        return minutes;
    }

    private static String[] callTimes() {
        String[] times = new String[MINUTES];
        for (int minute = 0; minute < MINUTES; minute++) {
            times[minute] = "%02d:%02d".formatted(minute / 60, minute % 60);
        }
        return times;
    }
}
