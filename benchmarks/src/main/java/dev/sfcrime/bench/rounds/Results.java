package dev.sfcrime.bench.rounds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.sfcrime.bench.report.Summary;

/**
 * What each contender gave in each round.
 *
 * @param <R> what one turn gives
 */
public final class Results<R> {
    private final Map<String, List<R>> byContender = new LinkedHashMap<>();

    Results(List<String> contenders) {
        for (String contender : contenders) {
            if (byContender.putIfAbsent(contender, new ArrayList<>()) != null) {
                throw new IllegalArgumentException("two contenders are called " + contender);
            }
        }
    }

    void add(String contender, R result) {
        known(contender).add(result);
    }

    /** The contenders' names, in the order in which they were given. */
    public List<String> contenders() {
        return List.copyOf(byContender.keySet());
    }

    /** One contender's results, by round. */
    public List<R> of(String contender) {
        return List.copyOf(known(contender));
    }

    private List<R> known(String contender) {
        List<R> results = byContender.get(contender);
        if (results == null) {
            throw new IllegalArgumentException(
                    "there is no contender %s; there are %s".formatted(contender, byContender.keySet()));
        }
        return results;
    }

    /** One figure of one contender over all rounds. */
    public Summary summary(String contender, ToDoubleFunction<? super R> figure) {
        return Summary.of(of(contender).stream().mapToDouble(figure).toArray());
    }

    /** One contender's figure divided by another's, round by round: both ran then on the same mood of the machine. */
    public Summary ratio(String contender, String reference, ToDoubleFunction<? super R> figure) {
        return ratioToBest(contender, List.of(reference), figure);
    }

    /** One contender's figure divided by the largest of some others', round by round. */
    public Summary ratioToBest(String contender, List<String> references, ToDoubleFunction<? super R> figure) {
        List<R> results = of(contender);
        double[] ratios = new double[results.size()];
        for (int round = 0; round < ratios.length; round++) {
            ratios[round] = figure.applyAsDouble(results.get(round)) / best(references, round, figure);
        }
        return Summary.of(ratios);
    }

    private double best(List<String> references, int round, ToDoubleFunction<? super R> figure) {
        return references.stream()
                .mapToDouble(reference -> figure.applyAsDouble(known(reference).get(round)))
                .max()
                .orElseThrow(() -> new IllegalArgumentException("there is nothing to divide by"));
    }
}
