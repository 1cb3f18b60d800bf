package dev.sfcrime.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.machine.Ports;
import dev.sfcrime.local.settings.Home;

/** The process of one service, started by this launcher or by an earlier one. */
final class ServiceProcess {
    private static final Duration FORCED_END = Duration.ofSeconds(10);

    private final Service service;
    private final Home home;
    private final PidFile pidFile;

    ServiceProcess(Service service, Home home, PidFile pidFile) {
        this.service = service;
        this.home = home;
        this.pidFile = pidFile;
    }

    /** The process that was last started and not stopped, be it alive or not. */
    static Optional<ServiceProcess> find(Service service, Home home) {
        return PidFile.read(home.pid(service.id())).map(pidFile -> new ServiceProcess(service, home, pidFile));
    }

    /** The process, if it runs. */
    static Optional<ServiceProcess> findRunning(Service service, Home home) {
        return find(service, home).filter(ServiceProcess::isRunning);
    }

    Service service() {
        return service;
    }

    boolean isBroker() {
        return service == Service.BROKER;
    }

    long pid() {
        return pidFile.process().pid();
    }

    int port() {
        return pidFile.port();
    }

    Instant started() {
        return pidFile.process().started();
    }

    OptionalLong residentBytes() {
        return pidFile.process().residentBytes();
    }

    boolean isRunning() {
        return pidFile.process().isRunning();
    }

    /** Whether it serves its users. */
    boolean isReady() {
        return readiness().ready();
    }

    Readiness readiness() {
        return service == Service.BROKER
                ? Readiness.of(Files.exists(home.ready(service.id())) && Ports.answers(port()))
                : Readiness.ofService(port());
    }

    void askToStop() {
        pidFile.process().terminate(false);
    }

    /**
     * Waits for it to stop, ends it by force after that time, and forgets it.
     *
     * @return whether it stopped by itself
     * @throws StackException if it cannot even be ended by force
     */
    boolean awaitStop(Duration patience) {
        boolean graceful = Poll.until(() -> !isRunning(), patience);
        if (!graceful) {
            pidFile.process().terminate(true);
            if (!Poll.until(() -> !isRunning(), FORCED_END)) {
                throw new StackException(service + " (pid " + pid() + ") cannot be ended; end it by hand");
            }
        }
        forget();
        return graceful;
    }

    /** Forgets a process that has ended. */
    void forget() {
        try {
            Files.deleteIfExists(home.ready(service.id()));
            Files.deleteIfExists(home.pid(service.id()));
            Folders.delete(home.temporary(service.id()));
        } catch (IOException left) {
            // harmless: the pid is known not to run, and the next start clears the rest
        }
    }
}
