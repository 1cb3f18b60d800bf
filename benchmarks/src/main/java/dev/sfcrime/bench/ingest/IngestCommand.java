package dev.sfcrime.bench.ingest;

import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sfcrime bench ingest}. */
@Command(
        name = "ingest",
        description = {
            "An unlimited replay beside Kafka's producer performance tool,",
            "and how well replays keep a pace.",
        })
public final class IngestCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

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
        if (rounds < 1 || records < IngestBenchmark.LINES || paceSeconds < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rounds must be at least 1, --records at least %d, and --pace-seconds not negative"
                            .formatted(IngestBenchmark.LINES));
        }
        new IngestBenchmark(workshop, rounds, records, paceSeconds).run();
        return 0;
    }
}
