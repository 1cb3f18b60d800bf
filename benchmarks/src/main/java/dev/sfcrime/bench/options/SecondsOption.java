package dev.sfcrime.bench.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How long a turn is measured. */
public final class SecondsOption {
    private static final String NAME = "--seconds";

    private final int least;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = NAME, description = "How long each turn counts; default ${DEFAULT-VALUE}.")
    private int seconds;

    /**
     * The option.
     *
     * @param byDefault what it is where nobody says otherwise
     * @param least the smallest that makes sense
     */
    public SecondsOption(int byDefault, int least) {
        this.seconds = byDefault;
        this.least = least;
    }

    /**
     * Its value.
     *
     * @throws picocli.CommandLine.ParameterException if it makes no sense
     */
    public int value() {
        return Math.toIntExact(Least.of(least, command, NAME, seconds));
    }
}
