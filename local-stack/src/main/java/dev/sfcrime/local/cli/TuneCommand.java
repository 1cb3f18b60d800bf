package dev.sfcrime.local.cli;

import java.util.concurrent.Callable;

import dev.sfcrime.local.stack.StackException;
import picocli.CommandLine.Command;

/** Listed in the help only: the script gives this command to the benchmarks, which have a class path of their own. */
@Command(
        name = "tune",
        description = {
            "Measures what Spark's properties do here; writes docs/tuning.md.",
            "./sfcrime tune --help tells how.",
        })
final class TuneCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new StackException("./sfcrime tune runs from the benchmarks' class path; call it through the script");
    }
}
