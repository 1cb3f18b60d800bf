package dev.sfcrime.bench.ingest;

import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.options.RecordsOption;
import dev.sfcrime.bench.options.RoundsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final RoundsOption rounds = new RoundsOption(5, 1);

    @Mixin
    private final RecordsOption records = new RecordsOption(1_000_000, IngestBenchmark.LINES);

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
        if (paceSeconds < 0) {
            throw new ParameterException(spec.commandLine(), "--pace-seconds must not be negative");
        }
        new IngestBenchmark(workshop, rounds.value(), records.value(), paceSeconds).run();
        return 0;
    }
}
