package dev.sfcrime.bench.micro;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sfcrime bench micro}. */
@Command(
        name = "micro",
        description = {
            "What every message passes through, alone, beside the obvious alternative:",
            "reading, writing, counting, packing, keeping book. With JMH.",
        })
public final class MicroCommand implements Callable<Integer> {
    /** With the defaults it all takes less than four minutes. */
    private static final Duration ITERATION = Duration.ofMillis(250);

    private final Workshop workshop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--forks", defaultValue = "2", description = "JVMs for each; default ${DEFAULT-VALUE}.")
    private int forks;

    @Option(
            names = "--iterations",
            defaultValue = "4",
            description =
                    "Quarters of a second that count in each JVM, after as many that do not; default ${DEFAULT-VALUE}.")
    private int iterations;

    /** The command. */
    public MicroCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws Exception {
        if (forks < 1 || iterations < 1) {
            throw new ParameterException(spec.commandLine(), "--forks and --iterations must be at least 1");
        }
        Effort effort = new Effort(forks, iterations, ITERATION);
        Report report = workshop.report("micro", MicroReport.TITLE);
        MicroReport page = new MicroReport(report, effort);
        try (Lab lab = workshop.openLab()) {
            Jmh jmh = new Jmh(lab, workshop.checkout(), effort);
            for (Subject subject : Subjects.all()) {
                List<Measured> measured = jmh.measure(subject);
                page.add(subject, measured);
                tell(subject, measured);
            }
        }
        workshop.console().line("Written to " + report.write());
        return 0;
    }

    private void tell(Subject subject, List<Measured> measured) {
        workshop.console().line(subject.title() + ":");
        for (Measured one : measured) {
            workshop.console()
                    .line("  %-34s %s ns"
                            .formatted(one.way().label(), Figures.of(one.nanos().median())));
        }
    }
}
