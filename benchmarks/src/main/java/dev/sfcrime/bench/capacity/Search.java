package dev.sfcrime.bench.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks for the highest sustained rate: doubles until a rate is not sustained, or halves until one is, and then halves what
 * is between, in ratios.
 *
 * @param first rate that is tried first
 * @param precision the ratio of the lowest rate that is not sustained to the highest that is, at which it stops; above 1
 * @param mostTrials after which it stops in any case
 */
record Search(double first, double precision, int mostTrials) {
    Search {
        if (!(first > 0) || !(precision > 1) || mostTrials < 1) {
            throw new IllegalArgumentException(
                    "first is %s, precision %s, mostTrials %d; they must be above 0, above 1 and at least 1"
                            .formatted(first, precision, mostTrials));
        }
    }

    /**
     * What came of it.
     *
     * @param trials in the order in which they were made
     * @param objective what they were held to
     */
    record Outcome(List<Trial> trials, Objective objective) {
        Outcome {
            trials = List.copyOf(trials);
        }

        /** The trial at the highest rate that was sustained; empty where none was. */
        Optional<Trial> best() {
            return trials.stream()
                    .filter(trial -> objective.miss(trial).isEmpty())
                    .max(Comparator.comparingDouble(Trial::rate));
        }

        /** The trial at the lowest rate, above the best, that was not sustained. */
        Optional<Trial> bound() {
            double above = best().map(Trial::rate).orElse(0.0);
            return trials.stream().filter(trial -> trial.rate() > above).min(Comparator.comparingDouble(Trial::rate));
        }
    }

    /**
     * Searches.
     *
     * @param watcher is told each trial
     */
    Outcome run(Trials trials, Objective objective, Consumer<Trial> watcher) throws Exception {
        List<Trial> made = new ArrayList<>();
        double sustained = 0;
        double tooMuch = Double.POSITIVE_INFINITY;
        double rate = first;
        while (made.size() < mostTrials && tooMuch > sustained * precision) {
            Trial trial = trials.run(rate);
            made.add(trial);
            watcher.accept(trial);
            if (objective.miss(trial).isEmpty()) {
                sustained = rate;
            } else {
                tooMuch = rate;
            }
            rate = next(sustained, tooMuch);
        }
        return new Outcome(made, objective);
    }

    private static double next(double sustained, double tooMuch) {
        if (Double.isInfinite(tooMuch)) {
            return sustained * 2;
        }
        return sustained == 0 ? tooMuch / 2 : Math.sqrt(sustained * tooMuch);
    }
}
