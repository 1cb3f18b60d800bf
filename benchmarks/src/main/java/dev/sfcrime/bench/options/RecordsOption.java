package dev.sfcrime.bench.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many records a turn has. */
public final class RecordsOption {
    private static final String NAME = "--records";

    private final long least;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = NAME, description = "Records of each turn; default ${DEFAULT-VALUE}.")
    private long records;

    /**
     * The option.
     *
     * @param byDefault what it is where nobody says otherwise
     * @param least the smallest that makes sense
     */
    public RecordsOption(long byDefault, long least) {
        this.records = byDefault;
        this.least = least;
    }

    /**
     * Its value.
     *
     * @throws picocli.CommandLine.ParameterException if it makes no sense
     */
    public long value() {
        return Least.of(least, command, NAME, records);
    }
}
