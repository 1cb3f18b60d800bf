package dev.sfcrime.local.demo;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.console.Progress;
import dev.sfcrime.local.demo.Api.Dataset;
import dev.sfcrime.local.demo.Api.Replay;
import dev.sfcrime.local.settings.Home;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.StackException;
import dev.sfcrime.local.stack.Watch;
import org.jspecify.annotations.Nullable;

/** One replay through a running stack, followed up to the verdict. */
public final class Demo {
    private static final String OFFICIAL_NAME = "police-department-calls-for-service";

    private final SuiteClient suite;
    private final Home home;
    private final Watch watch;
    private final Console console;

    public Demo(Settings settings, Watch watch, Console console) {
        this.suite = new SuiteClient(settings);
        this.home = new Home(settings.home());
        this.watch = watch;
        this.console = console;
    }

    /**
     * Replays, follows, reports.
     *
     * @return whether every message that was sent has arrived everywhere, exactly once
     * @throws StackException if a service refuses or cannot be reached
     */
    public boolean run(DemoRequest request) {
        try {
            Follower follower = replay(request);
            Figures figures = follower.follow();
            Verdict verdict = new Verdict(figures.replay(), figures.reconciliation());
            new Report(suite, console).print(figures, verdict);
            if (!verdict.isMatched()) {
                nameTheLaggards(figures, follower);
            }
            return verdict.isMatched();
        } catch (IOException failed) {
            throw new StackException(
                    "The replay cannot be started: %s; see ./sfcrime status".formatted(failed), failed);
        }
    }

    private Follower replay(DemoRequest request) throws IOException {
        Dataset dataset = choose(request.dataset(), suite.datasets());
        Replay replay = suite.start(request, dataset.name());
        console.heading("Replaying %s, %s records a second".formatted(dataset.name(), request.rate()));
        return new Follower(suite, watch, new Progress(console, System::nanoTime), replay);
    }

    /** The one that is named; else a file, best one with the official name; else the synthetic one. */
    private static Dataset choose(@Nullable String named, List<Dataset> datasets) {
        if (named != null) {
            return datasets.stream()
                    .filter(dataset -> dataset.name().equals(named))
                    .findFirst()
                    // ingest refuses it, and lists the known ones
                    .orElseGet(() -> new Dataset(named, "FILE", null));
        }
        return datasets.stream()
                .min(Comparator.comparing((Dataset dataset) -> !dataset.isFile())
                        .thenComparing(dataset -> !dataset.name().startsWith(OFFICIAL_NAME)))
                .orElseThrow(() -> new StackException("ingest offers no dataset"));
    }

    private void nameTheLaggards(Figures figures, Follower follower) {
        long sent = figures.replay().sent();
        if (!figures.isEnded() || figures.replay().acknowledged() < sent) {
            nameTheLaggard(Service.INGEST, follower);
        }
        if (figures.delivery().received() < sent) {
            nameTheLaggard(Service.VERIFY, follower);
        }
        if (figures.counted().all() < sent) {
            nameTheLaggard(Service.ANALYTICS, follower);
        }
    }

    private void nameTheLaggard(Service service, Follower follower) {
        console.error("%s did not come to its end%s; its log is %s"
                .formatted(
                        service,
                        follower.failure(service).map(why -> " (" + why + ")").orElse(""),
                        home.log(service.id())));
    }
}
