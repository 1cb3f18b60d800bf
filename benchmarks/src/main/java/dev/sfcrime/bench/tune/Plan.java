package dev.sfcrime.bench.tune;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which trials there are, and in which order. The same effort gives the same plan, as long as the suite ships the same.
 *
 * @param effort how much is measured
 * @param properties what the sweep moves, each with the value that the suite ships
 */
record Plan(Effort effort, List<Property> properties) {
    /** Part of a run: every setting beside its base. */
    static final String SWEEP = "sweep";

    /** Part of a run: from Spark's own defaults to the shipped ones, pair by pair. */
    static final String LADDER = "ladder";

    /** Spark's own defaults, three pairs and the two bases. */
    private static final int USUAL_STEPS = 6;

    /**
     * One trial of a plan.
     *
     * @param part {@link #SWEEP} or {@link #LADDER}
     * @param round from 1
     * @param place from 0, within the round
     */
    record Trial(String part, int round, int place, Setting setting) {}

    /** What the sweep tries beside the bases. */
    List<Setting> moved() {
        return properties.stream()
                .filter(property -> !effort.quick() || property.quick())
                .flatMap(property -> (effort.quick() ? property.telling() : property.settings()).stream())
                .toList();
    }

    /** The sweep: in each round every setting once and its base several times, shuffled. */
    List<Trial> sweep() {
        List<Setting> round = new ArrayList<>(moved());
        round.addAll(Collections.nCopies(effort.shippedPerRound(), Base.SHIPPED.asSetting()));
        round.addAll(Collections.nCopies(effort.sparkStatePerRound(), Base.SPARK_STATE.asSetting()));
        return shuffled(SWEEP, round, effort.rounds(), effort.seed());
    }

    /** The ladder: in each round every step once, shuffled. */
    List<Trial> ladder(Collection<Setting> steps) {
        return shuffled(LADDER, steps, effort.ladderRounds(), effort.seed() + 1);
    }

    /** How many trials there are in all, as far as is known before the sweep tells how long the ladder is. */
    int trials() {
        return sweep().size() + effort.ladderRounds() * USUAL_STEPS;
    }

    private static List<Trial> shuffled(String part, Collection<Setting> settings, int rounds, long seed) {
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            List<Setting> order = new ArrayList<>(settings);
            Collections.shuffle(order, random);
            for (int place = 0; place < order.size(); place++) {
                trials.add(new Trial(part, round, place, order.get(place)));
            }
        }
        return trials;
    }
}
