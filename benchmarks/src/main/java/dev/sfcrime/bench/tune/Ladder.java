package dev.sfcrime.bench.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static dev.sfcrime.bench.tune.Base.SPARK_STATE;

/**
 * Shows that the best pairs are the best: begins with Spark's own defaults, adds one pair after the other, and compares each
 * step with all that is shipped. What the sweep found to be better than that is tried too, all together.
 */
final class Ladder {
    static final String FOOT = "Spark's own defaults";
    static final String IMPROVED = "improvements together";

    private Ladder() {}

    /** The steps, from the worst on. */
    static List<Setting> steps(Plan plan, Findings findings) {
        List<Setting> steps = new ArrayList<>();
        Map<String, String> arguments = sparksOwn(plan);
        steps.add(step(FOOT, arguments));
        StringBuilder name = new StringBuilder(FOOT);
        for (Findings.Gain gain : findings.best()) {
            Property property = gain.property();
            arguments.putAll(property.arguments(property.shipped()));
            name.append(" + ").append(property.name()).append('=').append(Property.shown(property.shipped()));
            steps.add(step(name.toString(), arguments));
        }
        steps.add(SPARK_STATE.asSetting());
        steps.add(Base.SHIPPED.asSetting());
        List<Setting> improvements = findings.improvements(Base.SHIPPED);
        if (!improvements.isEmpty()) {
            Map<String, String> together = new LinkedHashMap<>();
            improvements.forEach(improvement -> together.putAll(improvement.arguments()));
            steps.add(step(IMPROVED, together));
        }
        return steps;
    }

    private static Setting step(String id, Map<String, String> arguments) {
        return new Setting(id, Base.SHIPPED, "", "", arguments);
    }

    /** The counts in Spark's state store, and every property that the suite chose a value for as Spark has it. */
    private static Map<String, String> sparksOwn(Plan plan) {
        Map<String, String> arguments = new LinkedHashMap<>(SPARK_STATE.arguments());
        plan.properties().stream()
                .filter(Property::isChoice)
                .forEach(property -> arguments.putAll(property.arguments(property.sparks())));
        return arguments;
    }
}
