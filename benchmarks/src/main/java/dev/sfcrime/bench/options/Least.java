package dev.sfcrime.bench.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The smallest value that makes sense. */
final class Least {
    private Least() {}

    /**
     * The value, if it is no smaller.
     *
     * @throws ParameterException if it is
     */
    static long of(long least, CommandSpec command, String option, long value) {
        if (value < least) {
            throw new ParameterException(
                    command.commandLine(), "%s is %d; it must be at least %d".formatted(option, value, least));
        }
        return value;
    }
}
