package dev.sfcrime.local.cli;

import java.util.concurrent.Callable;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Stack;
import dev.sfcrime.local.stack.Watch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = {
            "Starts broker, ingest, verify and analytics, and waits until each is ready.",
            "What runs stays as it is; what is missing is started on its data.",
            "Then watches them until Ctrl-C, which stops all.",
        })
final class UpCommand implements Callable<Integer> {
    private final SfCrime suite;

    @Option(names = "--detach", description = "Return once all are ready, and leave them running.")
    private boolean detach;

    UpCommand(SfCrime suite) {
        this.suite = suite;
    }

    @Override
    public Integer call() {
        Settings settings = suite.settings();
        Console console = suite.console();
        Stack stack = new Stack(settings, suite.checkout(), console);
        return StopAtExit.during(() -> run(stack, settings, console), detach ? stack::abandon : stack::stop);
    }

    private int run(Stack stack, Settings settings, Console console) {
        stack.start();
        new Urls(settings).print(console);
        if (detach) {
            return 0;
        }
        console.line("Ctrl-C stops all.");
        return new Watch(stack, settings, console).untilAllHaveEnded() ? 0 : 1;
    }
}
