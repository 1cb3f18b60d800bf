package dev.sfcrime.local.stack;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.settings.Home;
import dev.sfcrime.local.settings.Settings;

/** Watches the processes of a stack and tells of each that dies. */
public final class Watch {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int LOG_LINES = 25;

    private final Stack stack;
    private final List<Service> services;
    private final Home home;
    private final Console console;
    private final Map<Service, Long> reported = new HashMap<>();

    public Watch(Stack stack, Settings settings, Console console) {
        this.stack = stack;
        this.services = Service.of(settings);
        this.home = new Home(settings.home());
        this.console = console;
    }

    /**
     * Returns once nothing runs any more.
     *
     * @return whether all were stopped, rather than having died
     */
    public boolean untilAllHaveEnded() {
        Poll.until(this::nothingRuns, Duration.ofNanos(Long.MAX_VALUE / 2), INTERVAL);
        return reported.isEmpty();
    }

    /**
     * Tells of what has died since it was last asked.
     *
     * @return whether anything is dead
     */
    public boolean reportDeaths() {
        services.forEach(service -> ServiceProcess.find(service, home).ifPresent(this::reportIfDead));
        return !reported.isEmpty();
    }

    /** Whether this launcher stops the stack, or has stopped it. */
    public boolean isStopping() {
        return stack.isStopping();
    }

    private boolean nothingRuns() {
        boolean running = false;
        for (Service service : services) {
            Optional<ServiceProcess> process = ServiceProcess.find(service, home);
            process.ifPresent(this::reportIfDead);
            running |= process.isPresent() && process.get().isRunning();
        }
        return !running;
    }

    private void reportIfDead(ServiceProcess process) {
        if (process.isRunning() || isBeingStopped(process)) {
            return;
        }
        Long last = reported.put(process.service(), process.pid());
        if (last == null || last != process.pid()) {
            console.error(new EndOfLog(home, process.service()).after("died (pid " + process.pid() + ")", LOG_LINES));
            console.error("The others run on; ./sfcrime up --detach starts it again on its data");
        }
    }

    /** A launcher that stops a process forgets it right afterwards. */
    private boolean isBeingStopped(ServiceProcess process) {
        return Poll.until(
                () -> stack.isStopping()
                        || ServiceProcess.find(process.service(), home)
                                .filter(found -> found.pid() == process.pid())
                                .isEmpty(),
                INTERVAL);
    }
}
