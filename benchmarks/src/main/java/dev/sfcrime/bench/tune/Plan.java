package dev.sfcrime.bench.tune;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which trials there are, and in which order. The same effort gives the same plan. */
final class Plan {
    /** Part of a run: every setting beside its base. */
    static final String SWEEP = "sweep";

    /** Part of a run: from Spark's own defaults to the shipped ones, pair by pair. */
    static final String LADDER = "ladder";

    private Plan() {}

    /**
     * One trial of a plan.
     *
     * @param part {@link #SWEEP} or {@link #LADDER}
     * @param round from 1
     * @param place from 0, within the round
     */
    record Trial(String part, int round, int place, Setting setting) {}

    /** What the sweep tries beside the bases. */
    static List<Setting> moved(Effort effort) {
        return Catalogue.properties().stream()
                .filter(property -> !effort.quick() || property.quick())
                .flatMap(property -> property.settings().stream()
                        // of the properties of a quick run the value that Spark has tells most
                        .filter(setting -> !effort.quick() || isTelling(property, setting)))
                .toList();
    }

    private static boolean isTelling(Property property, Setting setting) {
        return !property.isChoice()
                ? setting.value().equals(property.sweeps().get(0).values().get(0))
                : setting.value().equals(property.sparks()) && setting.base() == property.decisiveBase();
    }

    /** The sweep: in each round every setting once and its base several times, shuffled. */
    static List<Trial> sweep(Effort effort) {
        List<Setting> round = new ArrayList<>(moved(effort));
        round.addAll(Collections.nCopies(effort.shippedPerRound(), Base.SHIPPED.asSetting()));
        round.addAll(Collections.nCopies(effort.sparkStatePerRound(), Base.SPARK_STATE.asSetting()));
        return shuffled(SWEEP, round, effort.rounds(), effort.seed());
    }

    /** The ladder: in each round every step once, shuffled. */
    static List<Trial> ladder(Effort effort, Collection<Setting> steps) {
        return shuffled(LADDER, steps, effort.ladderRounds(), effort.seed() + 1);
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
