package dev.sfcrime.local.cli;

import java.util.concurrent.Callable;

import dev.sfcrime.local.stack.Stack;
import picocli.CommandLine.Command;

@Command(name = "down", description = "Stops all processes gracefully, or by force where one does not end in 30 s.")
final class DownCommand implements Callable<Integer> {
    private final SfCrime suite;

    DownCommand(SfCrime suite) {
        this.suite = suite;
    }

    @Override
    public Integer call() {
        boolean anyRan = new Stack(suite.settings(), suite.checkout(), suite.console()).stop();
        suite.console().line(anyRan ? "All stopped; the data stays." : "Nothing runs.");
        return 0;
    }
}
