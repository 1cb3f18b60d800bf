package dev.sfcrime.local.console;

/** Progress towards a known number, as text. */
public final class ProgressBar {
    private ProgressBar() {}

    /**
     * A bar: {@code #} for what is done, {@code -} for what is begun, {@code .} for what is to come.
     *
     * @param done how much has come to its end
     * @param begun how much has been begun, {@code done} included
     * @param total the number to reach; 0 where it is unknown
     * @param width its length in characters, at least 3
     */
    public static String of(long done, long begun, long total, int width) {
        int inner = width - 2;
        int full = part(done, total, inner);
        int partly = Math.max(0, part(begun, total, inner) - full);
        return "[" + "#".repeat(full) + "-".repeat(partly) + ".".repeat(inner - full - partly) + "]";
    }

    /** A percentage of four characters; only all is 100 %. */
    public static String percent(long done, long total) {
        return total == 0 ? "  ? " : "%3d%%".formatted(part(done, total, 100));
    }

    private static int part(long count, long total, int of) {
        return total == 0 ? 0 : (int) Math.min(of, count * of / total);
    }
}
