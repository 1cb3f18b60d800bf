package dev.sfcrime.bench.read;

import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.options.RoundsOption;
import dev.sfcrime.bench.options.SecondsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./sfcrime bench read}. */
@Command(
        name = "read",
        description = {
            "Reading the aggregates over HTTP while batches commit,",
            "beside a constant answer of the same server.",
        })
public final class ReadCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Mixin
    private final RoundsOption rounds = new RoundsOption(5, 1);

    @Mixin
    private final SecondsOption seconds = new SecondsOption(5, 1);

    @Option(
            names = "--cells",
            defaultValue = "1000000",
            description = "Cells (hour, crime type, disposition) in the store, at least; default ${DEFAULT-VALUE}.")
    private long cells;

    @Option(
            names = "--rate",
            defaultValue = "2000",
            description = "Records a second that come meanwhile; default ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--connections",
            defaultValue = "8",
            description = "Clients, each with a connection; default ${DEFAULT-VALUE}.")
    private int connections;

    /** The command. */
    public ReadCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws Exception {
        new ReadBenchmark(workshop, new ReadBenchmark.Scope(rounds.value(), seconds.value(), cells, rate, connections))
                .run();
        return 0;
    }
}
