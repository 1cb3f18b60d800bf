package dev.sfcrime.bench.verify;

import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./sfcrime bench verify}. */
@Command(
        name = "verify",
        description = "Verification catching up with a topic, beside Kafka's consumer performance tool.")
public final class VerifyCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--records",
            defaultValue = "3000000",
            description = "Records in the topic; default ${DEFAULT-VALUE}.")
    private long records;

    /** The command. */
    public VerifyCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws Exception {
        new VerifyBenchmark(workshop, rounds, records).run();
        return 0;
    }
}
