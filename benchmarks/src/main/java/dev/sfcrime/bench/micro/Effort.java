package dev.sfcrime.bench.micro;

import java.time.Duration;
import java.util.List;

/**
 * How long JMH measures.
 *
 * @param forks JVMs for each method, one after the other; 0 to measure in JMH's own, which tells whether it works and no more
 * @param iterations measurements in each JVM that count, after as many that do not
 * @param iteration how long each takes
 */
record Effort(int forks, int iterations, Duration iteration) {
    Effort {
        if (forks < 0 || iterations < 1 || iteration.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "%d forks and %d iterations of %s measure nothing".formatted(forks, iterations, iteration));
        }
    }

    /** As JMH's own command line has it. */
    List<String> arguments() {
        String count = Integer.toString(iterations);
        String time = iteration.toMillis() + "ms";
        return List.of(
                "-f", Integer.toString(forks), "-wi", count, "-w", time, "-i", count, "-r", time, "-foe", "true");
    }
}
