package dev.sfcrime.bench.capacity;

import java.time.Duration;
import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.options.SecondsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./sfcrime bench capacity}. */
@Command(
        name = "capacity",
        description = {
            "The highest rate at which the lag does not grow and answers are in time,",
            "from a replay to what is read over HTTP, found by search.",
        })
public final class CapacityCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Option(
            names = "--objective",
            defaultValue = "1s",
            converter = DurationConverter.class,
            description = "Within what time 99 of 100 records must be readable, such as 500ms; default"
                    + " ${DEFAULT-VALUE}.")
    private Duration objective = Duration.ZERO;

    @Option(
            names = "--from",
            defaultValue = "20000",
            description = "Records a second that are tried first; default ${DEFAULT-VALUE}.")
    private double first;

    @Option(
            names = "--precision",
            defaultValue = "1.05",
            description = "The ratio between too much and sustained at which it stops; default ${DEFAULT-VALUE}.")
    private double precision;

    @Mixin
    private final SecondsOption seconds = new SecondsOption(12, 1);

    @Option(
            names = "--trials",
            defaultValue = "12",
            description = "Trials after which it stops in any case; default ${DEFAULT-VALUE}.")
    private int trials;

    /** The command. */
    public CapacityCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws Exception {
        new CapacityBenchmark(
                        workshop,
                        new Search(first, precision, trials),
                        new Objective(objective),
                        Duration.ofSeconds(seconds.value()))
                .run();
        return 0;
    }
}
