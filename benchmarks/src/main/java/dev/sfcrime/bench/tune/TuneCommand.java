package dev.sfcrime.bench.tune;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Service;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./sfcrime tune}. */
@Command(
        name = "tune",
        description = {
            "Moves SparkSession and source properties one at a time, measures",
            "throughput and latency, and writes docs/tuning.md. Let nothing else run",
            "meanwhile. Goes on where an interrupted run stopped.%n",
        })
public final class TuneCommand implements Callable<Integer> {
    private static final int NOT_ALL = 3;

    private final Workshop workshop;

    @Option(names = "--quick", description = "the most telling values only, in about twelve minutes")
    private boolean quick;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "what the order of trials follows from; default ${DEFAULT-VALUE}")
    private long seed = Effort.DEFAULT_SEED;

    @Option(
            names = "--results",
            paramLabel = "FOLDER",
            description = "where results are kept; default tuning, or tuning-quick, in the home")
    private @Nullable Path results;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "begin no trial later than that; exit code 3 if some are left for another call")
    private int minutes = 24 * 60;

    @Option(names = "--report-only", description = "measure nothing; write docs/tuning.md from the results")
    private boolean reportOnly;

    @Option(names = "--output", paramLabel = "FOLDER", description = "where tuning.md goes; default docs")
    private @Nullable Path output;

    /** The command of this workshop. */
    public TuneCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path checkout = workshop.checkout().folder();
        Path folder = results != null
                ? results
                : Settings.from(System.getenv(), checkout).home().resolve(quick ? "tuning-quick" : "tuning");
        boolean all = reportOnly || measure(folder.toAbsolutePath());
        Path page =
                new TuningPage(output != null ? output : checkout.resolve("docs"), ResultsFile.read(folder)).write();
        workshop.console().line("Written: " + page);
        if (!all) {
            workshop.console().line("Some trials are left; call it again to go on");
        }
        return all ? 0 : NOT_ALL;
    }

    private boolean measure(Path folder) throws IOException, InterruptedException {
        Effort effort = quick ? Effort.quick(seed) : Effort.full(seed);
        try (Lab lab = workshop.openLab()) {
            Path jar = lab.runnableJar(Service.ANALYTICS);
            lab.start(Service.BROKER);
            try (Trials trials = new Trials(Trials.Bench.in(lab), effort)) {
                workshop.console().line("Asking the service what it ships");
                ResultsFile file = ResultsFile.resume(folder, Heading.of(jar, effort, trials.shipped()));
                return new Tuning(trials, file, workshop.console(), Duration.ofMinutes(minutes)).run();
            }
        }
    }
}
