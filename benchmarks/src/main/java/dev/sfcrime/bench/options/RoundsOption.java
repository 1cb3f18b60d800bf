package dev.sfcrime.bench.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many rounds are measured. */
public final class RoundsOption {
    private static final String NAME = "--rounds";

    private final int least;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(names = NAME, description = "Rounds that count; default ${DEFAULT-VALUE}.")
    private int rounds;

    /**
     * The option.
     *
     * @param byDefault what it is where nobody says otherwise
     * @param least the smallest that makes sense
     */
    public RoundsOption(int byDefault, int least) {
        this.rounds = byDefault;
        this.least = least;
    }

    /**
     * Its value.
     *
     * @throws picocli.CommandLine.ParameterException if it makes no sense
     */
    public int value() {
        return Math.toIntExact(Least.of(least, command, NAME, rounds));
    }
}
