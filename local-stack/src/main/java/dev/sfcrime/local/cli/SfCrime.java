package dev.sfcrime.local.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.settings.InvalidSettingsException;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Checkout;
import dev.sfcrime.local.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The one command of the suite, behind the script of the same name. */
@Command(
        name = "./sfcrime",
        description =
                "Runs the SF crime streaming suite on this machine: Kafka, ingest, verify, analytics with Spark.%n",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = SfCrime.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done; for demo --once also: MATCHED",
            " 1:failed, or not MATCHED; the error stream says why",
            " 2:wrong usage, or a setting that cannot be used",
            " 3:status: not everything is ready",
            "130, 143:ended by Ctrl-C or SIGTERM, all stopped",
        },
        footerHeading = "%nSettings, by environment:%n",
        footer = {
            "  KAFKA_BOOTSTRAP_SERVERS  a Kafka that is there already; without it an",
            "                           embedded broker runs on KAFKA_PORT, 9092",
            "  INGEST_PORT 8081, VERIFY_PORT 8082, ANALYTICS_PORT 8083, SPARK_UI_PORT 4040",
            "  SPARK_MASTER             where Spark runs; default local[*]",
            "  SFCRIME_HOME             data, logs and pids; default .sfcrime beside this",
            "  SFCRIME_DATASETS         dataset files; default $SFCRIME_HOME/datasets",
            "  AGGREGATES_URL           JDBC URL of the aggregates; default an H2 file",
            "  LOG_FORMAT               plain, or json for logs to be collected; default plain",
            "  SFCRIME_OPERATOR_PASSWORD_HASH, SFCRIME_VIEWER_PASSWORD_HASH",
            "                           who may log in to the services; see password",
            "  SFCRIME_USER, SFCRIME_PASSWORD",
            "                           with which this calls them; default operator",
            "  NO_COLOR                 if not empty: no colours, and nothing is redrawn",
            "A second stack with other ports and another home runs beside the first.",
        })
public final class SfCrime implements Runnable {
    private final Map<String, String> environment;
    private final Path checkout;
    private final Console console;

    private SfCrime(Map<String, String> environment, Path checkout, Console console) {
        this.environment = environment;
        this.checkout = checkout;
        this.console = console;
    }

    /** Runs one command and exits with its code. */
    public static void main(String[] arguments) {
        // the words are English, so let the numbers be
        Locale.setDefault(Locale.ENGLISH);
        Console console = Console.asLaunched(System.out, System.err, System.getenv());
        Path checkout = Path.of(System.getProperty("sfcrime.checkout", "")).toAbsolutePath();
        System.exit(commandLine(new SfCrime(System.getenv(), checkout, console)).execute(arguments));
    }

    private static CommandLine commandLine(SfCrime suite) {
        CommandLine commandLine = new CommandLine(suite)
                .addSubcommand(new DemoCommand(suite))
                .addSubcommand(new UpCommand(suite))
                .addSubcommand(new StatusCommand(suite))
                .addSubcommand(new DownCommand(suite))
                .addSubcommand(new LogsCommand(suite))
                .addSubcommand(new RebuildCommand(suite))
                .addSubcommand(new ResetCommand(suite))
                .addSubcommand(new DoctorCommand(suite))
                .addSubcommand(new PasswordCommand(suite))
                .addSubcommand(new BenchCommand())
                .addSubcommand(new TuneCommand())
                .addSubcommand(new HelpCommand())
                .setUsageHelpAutoWidth(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(suite.console.isTerminal() ? Ansi.ON : Ansi.OFF))
                .setExecutionExceptionHandler((failure, command, parsed) -> suite.report(failure));
        commandLine.getSubcommands().values().forEach(SfCrime::shorten);
        return commandLine;
    }

    /** Exit codes and settings stand once, in the help of the command above. */
    private static void shorten(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .parameterListHeading("%n")
                .optionListHeading("%n")
                .exitCodeListHeading("")
                .exitCodeList(Map.of())
                .footerHeading("%n")
                .footer("Exit codes and settings: ./sfcrime help%n");
    }

    /** Without a command: tells of the commands. */
    @Override
    public void run() {
        commandLine(this).usage(console.out());
    }

    private int report(Exception failure) throws Exception {
        if (failure instanceof InvalidSettingsException) {
            console.error(String.valueOf(failure.getMessage()));
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof StackException) {
            console.error(String.valueOf(failure.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    Settings settings() {
        return Settings.from(environment, checkout);
    }

    Checkout checkout() {
        return new Checkout(checkout);
    }

    Console console() {
        return console;
    }

    /** The version that Maven gave the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = SfCrime.class.getPackage().getImplementationVersion();
            return new String[] {
                "sfcrime " + (version == null ? "(unpackaged)" : version), "Java " + Runtime.version(),
            };
        }
    }
}
