package dev.sfcrime.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where values lie on an axis of a picture, and at which of them it has ticks. */
final class Scale {
    private static final int TICKS = 6;
    private static final double MARGIN = 0.05;
    /** So that 0.1 + 0.2 is 0.3. */
    private static final double ROUNDING = 1e-9;

    private final boolean logarithmic;
    private final double min;
    private final double max;
    private final double from;
    private final double to;

    private Scale(boolean logarithmic, double min, double max, double from, double to) {
        this.logarithmic = logarithmic;
        this.min = min;
        this.max = max;
        this.from = from;
        this.to = to;
    }

    /**
     * A scale that has room for all these values.
     *
     * @param from where in the picture it begins, at its smallest value
     * @param to where it ends
     */
    static Scale of(Axis axis, double[] values, double from, double to) {
        double min = Arrays.stream(values).min().orElse(0);
        double max = Arrays.stream(values).max().orElse(1);
        boolean logarithmic = axis.kind() == Axis.Kind.LOGARITHMIC;
        if (logarithmic) {
            if (min <= 0) {
                throw new IllegalArgumentException("%s is %s; a logarithmic axis has positive values alone"
                        .formatted(axis.label(), Figures.of(min)));
            }
            double room = Math.pow(max / min, MARGIN);
            return max > min
                    ? new Scale(true, min / room, max * room, from, to)
                    : new Scale(true, min / 2, max * 2, from, to);
        }
        if (axis.kind() == Axis.Kind.FROM_ZERO) {
            min = Math.min(0, min);
            max = Math.max(0, max);
        }
        double room = max > min ? (max - min) * MARGIN : Math.max(1, Math.abs(max)) * MARGIN;
        double low = min == 0 ? 0 : min - room;
        return new Scale(false, low, max + room, from, to);
    }

    /** Where this value lies. */
    double position(double value) {
        double share = logarithmic ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
        return from + share * (to - from);
    }

    /** Round values within the range, in ascending order. */
    List<Double> ticks() {
        return logarithmic ? logarithmicTicks() : evenTicks();
    }

    private List<Double> evenTicks() {
        double step = roundStep((max - min) / TICKS);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(min / step - ROUNDING); i * step <= max + step * ROUNDING; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    private static double roundStep(double atLeast) {
        double decade = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * decade >= atLeast * (1 - ROUNDING)) {
                return factor * decade;
            }
        }
        return 10 * decade;
    }

    private List<Double> logarithmicTicks() {
        double[] factors = max / min > 1_000 ? new double[] {1} : new double[] {1, 2, 5};
        List<Double> ticks = new ArrayList<>();
        for (int exponent = (int) Math.floor(Math.log10(min)); exponent <= Math.log10(max); exponent++) {
            for (double factor : factors) {
                double tick = factor * Math.pow(10, exponent);
                if (tick >= min && tick <= max) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
