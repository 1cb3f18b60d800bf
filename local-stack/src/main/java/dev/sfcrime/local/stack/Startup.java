package dev.sfcrime.local.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.settings.Home;

/** Waits for processes to become ready, and tells of each as it does. */
final class Startup {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int LOG_LINES = 25;

    private final Home home;
    private final Console console;

    Startup(Home home, Console console) {
        this.home = home;
        this.console = console;
    }

    /**
     * Returns when all that were just started are ready.
     *
     * @throws NotReadyException if one runs, but has failed in a way that lasts
     * @throws StackException with the end of its log if one dies, or is not ready in time
     */
    void await(List<ServiceProcess> started) {
        long begin = System.nanoTime();
        awaitReady(started, process -> {
            double seconds = Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1000.0;
            return "ready on port %d after %.1f s".formatted(process.port(), seconds);
        });
    }

    /**
     * Returns when all that ran before are ready: they may have lacked what was just started.
     *
     * @throws NotReadyException if one runs, but has failed in a way that lasts
     * @throws StackException with the end of its log if one dies, or is not ready in time
     */
    void awaitAgain(List<ServiceProcess> running) {
        awaitReady(running, process -> "runs already, on port %d".formatted(process.port()));
    }

    private void awaitReady(List<ServiceProcess> processes, Function<ServiceProcess, String> words) {
        List<ServiceProcess> waiting = new ArrayList<>(processes);
        LastingFailures failures = new LastingFailures();
        boolean allReady = Poll.until(
                () -> {
                    waiting.forEach(this::requireRunning);
                    waiting.removeIf(process -> {
                        Readiness readiness = process.readiness();
                        failures.note(process.service(), readiness);
                        if (readiness.ready()) {
                            console.line("%-10s %s".formatted(process.service(), words.apply(process)));
                        }
                        return readiness.ready();
                    });
                    // whatever else can become ready does so first
                    return waiting.stream().allMatch(process -> failures.have(process.service()));
                },
                PATIENCE,
                INTERVAL);
        if (!allReady) {
            throw new StackException(
                    withLog(waiting.get(0), "was not ready within %d s".formatted(PATIENCE.toSeconds())));
        }
        if (!waiting.isEmpty()) {
            Service service = waiting.get(0).service();
            throw new NotReadyException(service, failures.of(service));
        }
    }

    private void requireRunning(ServiceProcess process) {
        if (!process.isRunning()) {
            throw new StackException(withLog(process, "died before it was ready"));
        }
    }

    private String withLog(ServiceProcess process, String what) {
        return new EndOfLog(home, process.service()).after(what, LOG_LINES);
    }
}
