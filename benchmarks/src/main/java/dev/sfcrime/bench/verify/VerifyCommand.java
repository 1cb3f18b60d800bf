package dev.sfcrime.bench.verify;

import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sfcrime bench verify}. */
@Command(
        name = "verify",
        description = "Verification catching up with a topic, beside Kafka's consumer performance tool.")
public final class VerifyCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds that count; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--records",
            defaultValue = "2000000",
            description = "Records of each turn, after as many to warm up; default ${DEFAULT-VALUE}.")
    private long records;

    /** The command. */
    public VerifyCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws Exception {
        if (rounds < 1 || records < VerifyBenchmark.FEWEST_RECORDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rounds must be at least 1, and --records at least %d".formatted(VerifyBenchmark.FEWEST_RECORDS));
        }
        new VerifyBenchmark(workshop, rounds, records).run();
        return 0;
    }
}
