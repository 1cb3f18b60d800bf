package dev.sfcrime.local.cli;

import java.util.concurrent.Callable;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.demo.Demo;
import dev.sfcrime.local.demo.DemoRequest;
import dev.sfcrime.local.demo.Rate;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Stack;
import dev.sfcrime.local.stack.Watch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "demo",
        description = {
            "Starts what does not run, replays a dataset, and follows it through Kafka, verify and Spark.",
            "Shows the top crime types and dispositions, throughput, latency, and whether all was counted exactly once.",
            "Then stays up until Ctrl-C, which stops all.",
        })
final class DemoCommand implements Callable<Integer> {
    private final SfCrime suite;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            description = "A file in SFCRIME_DATASETS, or 'synthetic'; default the first file, or else 'synthetic'.")
    private @Nullable String dataset;

    @Option(
            names = "--records",
            paramLabel = "N",
            converter = PositiveConverter.class,
            description = "Send at most so many; default all.")
    private @Nullable Long records;

    @Option(
            names = "--rate",
            paramLabel = "R",
            converter = RateConverter.class,
            description = "Records a second, or 'unlimited'; default ${DEFAULT-VALUE}.")
    private Rate rate = new Rate(10_000);

    @Option(names = "--once", description = "Stop all at the end; exit 0 only if the verdict is MATCHED.")
    private boolean once;

    DemoCommand(SfCrime suite) {
        this.suite = suite;
    }

    @Override
    public Integer call() {
        DemoRequest request = new DemoRequest(dataset, records, rate);
        Settings settings = suite.settings();
        Console console = suite.console();
        Stack stack = new Stack(settings, suite.checkout(), console);
        return StopAtExit.during(() -> run(request, stack, settings, console), stack::stop);
    }

    private int run(DemoRequest request, Stack stack, Settings settings, Console console) {
        stack.start();
        Watch watch = new Watch(stack, settings, console);
        try {
            boolean matched = new Demo(settings, watch, console).run(request);
            new Urls(settings).print(console);
            if (once) {
                return matched ? 0 : 1;
            }
            console.line("Ctrl-C stops all.");
            return watch.untilAllHaveEnded() && matched ? 0 : 1;
        } finally {
            stack.stop();
        }
    }

    /** A rate, as a user writes it. */
    static final class RateConverter implements ITypeConverter<Rate> {
        @Override
        public Rate convert(String value) {
            try {
                return Rate.parse(value);
            } catch (IllegalArgumentException invalid) {
                throw new TypeConversionException(String.valueOf(invalid.getMessage()));
            }
        }
    }
}
