package dev.sfcrime.bench.report;

/**
 * What is measured along one side of a plot.
 *
 * @param label the quantity
 * @param unit its unit; "" for none
 * @param kind how values lie on it
 */
public record Axis(String label, String unit, Kind kind) {

    /** How values lie on an axis. */
    public enum Kind {
        /** Evenly, from 0 on. */
        FROM_ZERO,
        /** Evenly, over no more than the range of the data. */
        OVER_DATA,
        /** By their logarithm; all must be positive. */
        LOGARITHMIC
    }

    /** An axis from 0 on. */
    public static Axis fromZero(String label, String unit) {
        return new Axis(label, unit, Kind.FROM_ZERO);
    }

    /** An axis over the range of the data. */
    public static Axis overData(String label, String unit) {
        return new Axis(label, unit, Kind.OVER_DATA);
    }

    /** A logarithmic axis. */
    public static Axis logarithmic(String label, String unit) {
        return new Axis(label, unit, Kind.LOGARITHMIC);
    }

    String caption() {
        return unit.isEmpty() ? label : "%s [%s]".formatted(label, unit);
    }
}
