package dev.sfcrime.local.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import dev.sfcrime.local.stack.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reset",
        description =
                "Forgets all data, logs and unpacked jars below SFCRIME_HOME. Datasets stay. Refused while anything runs.")
final class ResetCommand implements Callable<Integer> {
    private final SfCrime suite;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    ResetCommand(SfCrime suite) {
        this.suite = suite;
    }

    @Override
    public Integer call() throws IOException {
        Path home = suite.settings().home();
        if (!yes && !Confirmation.asked(suite.console(), "Delete all data, logs and unpacked jars in " + home + "?")) {
            suite.console().error("Nothing was deleted; answer 'yes', or give --yes");
            return 1;
        }
        new Stack(suite.settings(), suite.checkout(), suite.console()).reset();
        suite.console().line("All data of the suite in " + home + " is deleted; datasets are kept.");
        return 0;
    }
}
