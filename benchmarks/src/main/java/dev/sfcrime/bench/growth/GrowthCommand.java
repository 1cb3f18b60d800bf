package dev.sfcrime.bench.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./sfcrime bench growth}. */
@Command(
        name = "growth",
        description = {
            "Counting as records grow: throughput, batches, memory and disk,",
            "million by million.",
        })
public final class GrowthCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Option(
            names = "--millions",
            split = ",",
            description = "Sizes that are compared, in millions of records; default 1,5,25.")
    private List<Integer> millions = new ArrayList<>(List.of(1, 5, 25));

    @Option(
            names = "--new-cells",
            defaultValue = "3",
            description = "Millions of records that all bring new cells, counted apart; 0 for none; default"
                    + " ${DEFAULT-VALUE}.")
    private int newCells;

    /** The command. */
    public GrowthCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws Exception {
        new GrowthBenchmark(workshop, millions, newCells).run();
        return 0;
    }
}
