package dev.sfcrime.bench;

import java.nio.file.Path;
import java.util.Locale;

import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.tune.TuneCommand;
import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.settings.InvalidSettingsException;
import dev.sfcrime.local.stack.Checkout;
import dev.sfcrime.local.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ScopeType;

/** The commands {@code bench} and {@code tune} of {@code ./sfcrime}, behind the script of that name. */
@Command(
        name = "./sfcrime",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND")
public final class Benchmarks implements Runnable {
    private final Console console;

    private Benchmarks(Console console) {
        this.console = console;
    }

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        // the words are English, so let the numbers be
        Locale.setDefault(Locale.ENGLISH);
        Console console = Console.asLaunched(System.out, System.err, System.getenv());
        Path checkout = Path.of(System.getProperty("sfcrime.checkout", "")).toAbsolutePath();
        Workshop workshop = new Workshop(new Checkout(checkout), console, "./sfcrime " + String.join(" ", arguments));
        System.exit(new Benchmarks(console).commandLine(workshop).execute(arguments));
    }

    private CommandLine commandLine(Workshop workshop) {
        return new CommandLine(this)
                .addSubcommand(BenchCommand.withBenchmarks(workshop))
                .addSubcommand(new TuneCommand(workshop))
                .setUsageHelpAutoWidth(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.isTerminal() ? Ansi.ON : Ansi.OFF))
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure));
    }

    private int report(Exception failure) throws Exception {
        if (failure instanceof StackException || failure instanceof InvalidSettingsException) {
            console.error(String.valueOf(failure.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    /** Without a command: tells of the commands. */
    @Override
    public void run() {
        CommandLine.usage(this, console.out());
    }
}
