package dev.sfcrime.bench.tune;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.console.Progress;
import dev.sfcrime.local.stack.StackException;

/** A run of the lab: makes the trials that are missing yet, first those of the sweep, then those of the ladder. */
final class Tuning {
    private final Trials trials;
    private final ResultsFile results;
    private final Plan plan;
    private final Console console;
    private final Progress progress;
    private final long deadline;
    private int made;
    private double seconds;

    /**
     * A run.
     *
     * @param longest no trial begins later than this after now
     */
    Tuning(Trials trials, ResultsFile results, Console console, Duration longest) {
        this.trials = trials;
        this.results = results;
        this.plan = results.heading().plan();
        this.console = console;
        this.progress = new Progress(console, System::nanoTime);
        this.deadline = System.nanoTime() + longest.toNanos();
    }

    /**
     * Makes the trials.
     *
     * @return whether all have been made
     */
    boolean run() throws IOException, InterruptedException {
        List<Plan.Trial> sweep = plan.sweep();
        if (!make(sweep, plan.trials())) {
            return false;
        }
        List<Plan.Trial> ladder = ladder();
        return make(ladder, sweep.size() + ladder.size());
    }

    private List<Plan.Trial> ladder() {
        Findings findings = new Findings(plan, results.of(Plan.SWEEP));
        return plan.ladder(Ladder.steps(plan, findings));
    }

    private boolean make(List<Plan.Trial> planned, int all) throws IOException, InterruptedException {
        List<Plan.Trial> missing =
                planned.stream().filter(trial -> !results.has(trial)).toList();
        if (missing.isEmpty()) {
            return true;
        }
        warmUp();
        for (Plan.Trial trial : missing) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            int done = results.of(Plan.SWEEP).size() + results.of(Plan.LADDER).size();
            progress.show(new Remaining(
                    done, all, made == 0 ? 0 : seconds / made, trial.setting().id()));
            TrialResult result = attempt(trial);
            results.add(result);
            made++;
            seconds += result.seconds();
            tell(result);
        }
        return true;
    }

    /** The JVM compiles what it runs often; the first trials would measure that. */
    private void warmUp() throws IOException, InterruptedException {
        if (made > 0) {
            return;
        }
        console.line("Warming up; these trials do not count");
        for (Base base : List.of(Base.SHIPPED, Base.SPARK_STATE, Base.SHIPPED)) {
            tell(attempt(new Plan.Trial("warm-up", 0, 0, base.asSetting())));
        }
    }

    private TrialResult attempt(Plan.Trial trial) throws IOException, InterruptedException {
        try {
            return trials.run(trial);
        } catch (StackException failed) {
            console.line("%s failed, and is tried once more: %s"
                    .formatted(trial.setting().id(), failed.getMessage()));
            return trials.run(trial);
        }
    }

    private void tell(TrialResult result) {
        console.line("%-7s %,9.0f records/s  p50 %,6.0f ms  p99 %,6.0f ms  %4.1f s  %s"
                .formatted(
                        result.part(),
                        result.recordsPerSecond(),
                        result.latencyP50(),
                        result.latencyP99(),
                        result.seconds(),
                        result.setting()));
    }
}
