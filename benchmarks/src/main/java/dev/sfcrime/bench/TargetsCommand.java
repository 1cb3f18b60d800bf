package dev.sfcrime.bench;

import java.io.IOException;
import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.TargetsOverview;
import picocli.CommandLine.Command;

/** {@code ./sfcrime bench targets}. */
@Command(
        name = "targets",
        description = {
            "Measures nothing; makes the table of targets in docs/benchmarks/README.md",
            "anew from the pages beside it, as every benchmark does at its end.",
        })
final class TargetsCommand implements Callable<Integer> {
    private final Workshop workshop;

    TargetsCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws IOException {
        TargetsOverview.refresh(workshop.pages());
        return 0;
    }
}
