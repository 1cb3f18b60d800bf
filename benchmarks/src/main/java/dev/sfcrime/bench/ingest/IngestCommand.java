package dev.sfcrime.bench.ingest;

import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./sfcrime bench ingest}. */
@Command(
        name = "ingest",
        description = {
            "An unlimited replay beside Kafka's producer performance tool,",
            "and how well replays keep a pace.",
        })
public final class IngestCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--records",
            defaultValue = "1000000",
            description = "Records of each turn, in hundreds of thousands; default ${DEFAULT-VALUE}.")
    private long records;

    @Option(
            names = "--pace-seconds",
            defaultValue = "5",
            description = "How long each pace is kept, where that is enough messages; 0 for no paces; default"
                    + " ${DEFAULT-VALUE}.")
    private int paceSeconds;

    /** The command. */
    public IngestCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws Exception {
        new IngestBenchmark(workshop, rounds, records, paceSeconds).run();
        return 0;
    }
}
