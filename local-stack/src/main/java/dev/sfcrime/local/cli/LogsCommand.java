package dev.sfcrime.local.cli;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;

import dev.sfcrime.local.settings.Home;
import dev.sfcrime.local.stack.LogFile;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.StackException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

@Command(name = "logs", description = "Prints the log of one process.")
final class LogsCommand implements Callable<Integer> {
    private final SfCrime suite;

    @Parameters(
            paramLabel = "SERVICE",
            description = "broker, ingest, verify or analytics.",
            converter = ServiceConverter.class)
    private Service service = Service.BROKER;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            converter = PositiveConverter.class,
            description = "How many of the last lines; default ${DEFAULT-VALUE}.")
    private Long lines = 200L;

    LogsCommand(SfCrime suite) {
        this.suite = suite;
    }

    @Override
    public Integer call() {
        LogFile log = new LogFile(new Home(suite.settings().home()), service);
        if (follow) {
            log.follow(suite.console().out(), lines.intValue(), () -> false);
            return 0;
        }
        List<String> end = log.end(lines.intValue());
        if (end.isEmpty() && !Files.exists(log.path())) {
            throw new StackException("There is no log of " + service + " yet; start it with ./sfcrime up");
        }
        end.forEach(suite.console()::line);
        return 0;
    }

    /** A service by its name. */
    static final class ServiceConverter implements ITypeConverter<Service> {
        @Override
        public Service convert(String value) {
            return Service.named(value)
                    .orElseThrow(() -> new TypeConversionException(
                            "there is no service '%s'; name one of %s".formatted(value, List.of(Service.values()))));
        }
    }
}
