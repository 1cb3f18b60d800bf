package dev.sfcrime.local.cli;

import java.util.concurrent.Callable;

import dev.sfcrime.local.stack.StackException;
import picocli.CommandLine.Command;

/** Listed in the help only: the script gives this command to the benchmarks, which have a class path of their own. */
@Command(
        name = "bench",
        description = {
            "Measures the suite beside what else there is; writes docs/benchmarks.",
            "./sfcrime bench --help lists the benchmarks.",
        })
final class BenchCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new StackException("./sfcrime bench runs from the benchmarks' class path; call it through the script");
    }
}
