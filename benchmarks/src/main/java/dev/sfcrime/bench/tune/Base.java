package dev.sfcrime.bench.tune;

import java.util.Map;

/** Where a sweep starts from: each of its settings differs from it by one property. */
enum Base {
    /** The suite as it is shipped. */
    SHIPPED("shipped", "the shipped defaults"),

    /** The same with the counts in Spark's state store, without which the properties of that do nothing. */
    SPARK_STATE("state in Spark", "the shipped defaults with `analytics.query.state=spark`");

    private final String id;
    private final String words;

    Base(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** Its name in plans and tables, which is also the id of the setting that changes nothing more. */
    String id() {
        return id;
    }

    String words() {
        return words;
    }

    /** What it gives the service. */
    Map<String, String> arguments() {
        return this == SPARK_STATE ? Map.of("analytics.query.state", "spark") : Map.of();
    }

    /** It without any change. */
    Setting asSetting() {
        return new Setting(id, this, "", "", arguments());
    }
}
