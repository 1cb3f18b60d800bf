package dev.sfcrime.bench.micro;

import java.util.List;

import dev.sfcrime.local.stack.Service;
import org.jspecify.annotations.Nullable;

/**
 * Something that every message passes through, and what else could do it.
 *
 * @param name last part of its plot's file name
 * @param title its heading
 * @param meaning where messages pass through it, and what is to be known of the figures
 * @param service whose class path it is measured on, with that service's heap and collector; null for what services share
 * @param benchmark name of the class whose methods JMH measures
 * @param ways the methods; the first one is what the suite does
 */
record Subject(
        String name, String title, String meaning, @Nullable Service service, String benchmark, List<Way> ways) {
    Subject {
        ways = List.copyOf(ways);
        if (ways.isEmpty() || !ways.get(0).isOwn()) {
            throw new IllegalArgumentException(name + " begins with no way of the suite's own; name that first");
        }
    }

    /**
     * One way to do it.
     *
     * @param method of the benchmark
     * @param label in words
     * @param isOwn whether the suite does it so
     */
    record Way(String method, String label, boolean isOwn) {}

    static Way own(String method, String label) {
        return new Way(method, label, true);
    }

    static Way other(String method, String label) {
        return new Way(method, label, false);
    }

    /** What JMH calls a method. */
    String fullName(Way way) {
        return benchmark + "." + way.method();
    }
}
