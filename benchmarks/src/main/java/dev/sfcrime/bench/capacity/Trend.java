package dev.sfcrime.bench.capacity;

/** How something goes up or down in time. */
final class Trend {
    private Trend() {}

    /**
     * The slope of the straight line that lies closest to the points, by least squares.
     *
     * @param x at least two different ones
     * @param y as many
     */
    static double slope(double[] x, double[] y) {
        if (x.length != y.length || x.length < 2) {
            throw new IllegalArgumentException(
                    "there are %d x and %d y; there must be as many, at least 2".formatted(x.length, y.length));
        }
        double meanX = mean(x);
        double meanY = mean(y);
        double products = 0;
        double squares = 0;
        for (int i = 0; i < x.length; i++) {
            products += (x[i] - meanX) * (y[i] - meanY);
            squares += (x[i] - meanX) * (x[i] - meanX);
        }
        if (squares == 0) {
            throw new IllegalArgumentException("all x are the same; there is no slope");
        }
        return products / squares;
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }
}
