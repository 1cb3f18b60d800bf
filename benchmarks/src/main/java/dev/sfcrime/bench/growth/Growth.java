package dev.sfcrime.bench.growth;

import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.sfcrime.bench.report.Summary;

/**
 * One run, million by million.
 *
 * @param millions in their order
 * @param sizes numbers of those that are compared
 */
record Growth(List<Million> millions, List<Integer> sizes) {
    /** The first ones count with code that the JVM still compiles, and make the cells that the later ones find. */
    static final int WARM_UP = 2;

    private static final int MOST_COMPARED = 5;

    Growth {
        millions = List.copyOf(millions);
        sizes = List.copyOf(sizes);
    }

    /** Whether there are enough to compare the last with the first. */
    boolean isComparable() {
        return compared() > 0;
    }

    /** How many at the end are compared with as many at the beginning. */
    int compared() {
        return Math.min(MOST_COMPARED, (millions.size() - WARM_UP) / 2);
    }

    /** Each of the last ones' figure, divided by the median of the first ones' after the warm-up. */
    Summary lastToFirst(ToDoubleFunction<Million> figure) {
        return lastToThoseFrom(WARM_UP, figure);
    }

    /** Each of the last ones' figure, divided by the median of as many in the middle. */
    Summary lastToMiddle(ToDoubleFunction<Million> figure) {
        return lastToThoseFrom(beginOfMiddle(), figure);
    }

    /** Those in the middle. */
    List<Million> middle() {
        return millions.subList(beginOfMiddle(), beginOfMiddle() + compared());
    }

    private int beginOfMiddle() {
        return (millions.size() - compared()) / 2;
    }

    private Summary lastToThoseFrom(int begin, ToDoubleFunction<Million> figure) {
        double reference = Summary.of(millions.subList(begin, begin + compared()).stream()
                        .mapToDouble(figure)
                        .toArray())
                .median();
        return Summary.of(millions.subList(millions.size() - compared(), millions.size()).stream()
                .mapToDouble(million -> figure.applyAsDouble(million) / reference)
                .toArray());
    }

    /** A figure over the last ones up to a size: as many as are compared, or as there are. */
    Summary upTo(int size, ToDoubleFunction<Million> figure) {
        int count = Math.max(1, Math.min(compared(), size - WARM_UP));
        return Summary.of(millions.subList(size - count, size).stream()
                .mapToDouble(figure)
                .toArray());
    }
}
