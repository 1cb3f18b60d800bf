package dev.sfcrime.local.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
     * Returns when all are ready.
     *
     * @throws StackException with the end of its log if one dies, or is not ready in time
     */
    void await(List<ServiceProcess> processes) {
        long begin = System.nanoTime();
        List<ServiceProcess> waiting = new ArrayList<>(processes);
        boolean allReady = Poll.until(
                () -> {
                    waiting.forEach(this::requireRunning);
                    waiting.removeIf(process -> reportedReady(process, begin));
                    return waiting.isEmpty();
                },
                PATIENCE,
                INTERVAL);
        if (!allReady) {
            throw new StackException(
                    withLog(waiting.get(0), "was not ready within %d s".formatted(PATIENCE.toSeconds())));
        }
    }

    private boolean reportedReady(ServiceProcess process, long begin) {
        boolean ready = process.isReady();
        if (ready) {
            Duration taken = Duration.ofNanos(System.nanoTime() - begin);
            console.line("%-10s ready on port %d after %.1f s"
                    .formatted(process.service(), process.port(), taken.toMillis() / 1000.0));
        }
        return ready;
    }

    private void requireRunning(ServiceProcess process) {
        if (!process.isRunning()) {
            throw new StackException(withLog(process, "died while starting"));
        }
    }

    private String withLog(ServiceProcess process, String what) {
        return new EndOfLog(home, process.service()).after(what, LOG_LINES);
    }
}
