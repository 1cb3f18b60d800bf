package dev.sfcrime.bench.verify;

import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.options.RecordsOption;
import dev.sfcrime.bench.options.RoundsOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./sfcrime bench verify}. */
@Command(
        name = "verify",
        description = "Verification catching up with a topic, beside Kafka's consumer performance tool.")
public final class VerifyCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Mixin
    private final RoundsOption rounds = new RoundsOption(5, 1);

    /** After as many to warm up. */
    @Mixin
    private final RecordsOption records = new RecordsOption(2_000_000, VerifyBenchmark.FEWEST_RECORDS);

    /** The command. */
    public VerifyCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws Exception {
        new VerifyBenchmark(workshop, rounds.value(), records.value()).run();
        return 0;
    }
}
