package dev.sfcrime.bench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as text, with no more digits than a measurement has. */
public final class Figures {
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Figures() {}

    /** No more than three significant digits, with thousands separated: {@code 351,000}, {@code 12.3}, {@code 0.912}. */
    public static String of(double number) {
        if (number == 0) {
            return "0";
        }
        if (!Double.isFinite(number)) {
            return "-";
        }
        BigDecimal rounded = new BigDecimal(number).round(THREE_DIGITS);
        return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }

    /** All digits, with thousands separated. */
    public static String exactly(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A share as a percentage of three digits: {@code 4.25 %}. */
    public static String percent(double share) {
        return of(share * 100) + " %";
    }
}
