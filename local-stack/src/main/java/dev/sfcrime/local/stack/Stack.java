package dev.sfcrime.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.machine.PortOwner;
import dev.sfcrime.local.machine.Ports;
import dev.sfcrime.local.settings.Home;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.ServiceStatus.State;

/**
 * The processes of one home. What runs is known by pid files alone, so that each launcher takes up where another one
 * left, however that one ended.
 */
public final class Stack {
    private static final Duration PATIENCE_FOR_OTHER_LAUNCHER = Duration.ofSeconds(60);
    private static final Duration PATIENCE_FOR_STOP = Duration.ofSeconds(30);

    private final Settings settings;
    private final Home home;
    private final Layouts layouts;
    private final Launch launch;
    private final Console console;
    private final Set<Service> startedHere = EnumSet.noneOf(Service.class);
    private volatile boolean stopping;

    public Stack(Settings settings, Checkout checkout, Console console) {
        this(settings, checkout, console, Additions.NONE);
    }

    /** A stack whose processes, as far as they are started here, run with these additions. */
    public Stack(Settings settings, Checkout checkout, Console console, Additions additions) {
        this.settings = settings;
        this.home = new Home(settings.home());
        this.layouts = new Layouts(home, checkout);
        this.launch = new Launch(settings, home, layouts, additions);
        this.console = console;
    }

    /**
     * Starts what does not run, and returns when all are ready. What runs stays as it is. If that fails, what was
     * started here is stopped again, unless all processes run and one only waits for its user to mend something.
     *
     * @throws StackException if a port is busy, a jar is absent, or a process dies or is not ready in time
     */
    public void start() {
        start(Service.of(settings));
    }

    /**
     * Starts what does not run of these services, as {@link #start()} does with all of them.
     *
     * @throws StackException if a port is busy, a jar is absent, or a process dies or is not ready in time
     */
    public void start(Collection<Service> wanted) {
        createHome();
        holdingTheLock(() -> {
            List<Service> missing = missing(wanted);
            requireSamePorts();
            requireFreePorts(missing);
            requireKafka();
            try {
                startAndAwait(missing);
                return missing;
            } catch (NotReadyException failed) {
                // whoever mends it needs it running
                throw failed;
            } catch (StackException failed) {
                stopAll(startedHere);
                throw failed;
            }
        });
    }

    private <T> T holdingTheLock(Supplier<T> action) {
        return HomeLock.whileHeld(home.lock(), PATIENCE_FOR_OTHER_LAUNCHER, action);
    }

    private void createHome() {
        try {
            home.create();
        } catch (IOException refused) {
            throw new StackException(
                    "The folder %s cannot be created (%s); set SFCRIME_HOME to one that can"
                            .formatted(home.folder(), refused),
                    refused);
        }
    }

    private List<Service> missing(Collection<Service> wanted) {
        return Service.of(settings).stream()
                .filter(wanted::contains)
                .filter(service -> ServiceProcess.findRunning(service, home).isEmpty())
                .toList();
    }

    private void requireSamePorts() {
        for (Service service : Service.of(settings)) {
            ServiceProcess.findRunning(service, home)
                    .filter(process -> process.port() != service.port(settings))
                    .ifPresent(process -> {
                        throw new StackException(
                                "%s runs on port %d, but the settings say %d; run ./sfcrime down first, or set the port back"
                                        .formatted(service, process.port(), service.port(settings)));
                    });
        }
    }

    private void requireFreePorts(List<Service> missing) {
        List<String> problems = new ArrayList<>();
        for (Service service : missing) {
            for (Map.Entry<String, Integer> port : service.ports(settings).entrySet()) {
                if (Ports.isBusy(port.getValue())) {
                    problems.add("Port %d, which %s needs, is in use by %s; stop that, or set %s to another port"
                            .formatted(port.getValue(), service, PortOwner.describe(port.getValue()), port.getKey()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new StackException(String.join(System.lineSeparator(), problems));
        }
    }

    private void requireKafka() {
        if (!settings.embedsBroker() && !answersAny(settings.bootstrapServers())) {
            throw new StackException(
                    "No Kafka answers at %s; start it, or unset KAFKA_BOOTSTRAP_SERVERS for the embedded broker"
                            .formatted(settings.bootstrapServers()));
        }
    }

    private static boolean answersAny(String servers) {
        return Stream.of(servers.split(",", -1)).anyMatch(server -> {
            int colon = server.lastIndexOf(':');
            return Ports.answers(server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
        });
    }

    private void startAndAwait(List<Service> missing) {
        Startup startup = new Startup(home, console);
        if (missing.contains(Service.BROKER)) {
            startup.await(List.of(launch(Service.BROKER)));
        }
        List<Service> services =
                missing.stream().filter(service -> service != Service.BROKER).toList();
        List<Service> stale = services.stream().filter(layouts::isStale).toList();
        if (!stale.isEmpty()) {
            console.line("Unpacking the jars of " + Console.list(stale) + " ...");
            stale.parallelStream().forEach(layouts::runnableJar);
        }
        startup.await(services.stream().map(this::launch).toList());
        startup.awaitAgain(Service.of(settings).stream()
                .filter(service -> !missing.contains(service))
                .flatMap(service -> ServiceProcess.find(service, home).stream())
                .toList());
    }

    private synchronized ServiceProcess launch(Service service) {
        if (stopping) {
            throw new StackException("Stopped while starting");
        }
        ServiceProcess process = launch.start(service);
        startedHere.add(service);
        return process;
    }

    /** Stops what this launcher has started and forbids it to start more; for a launcher that is told to end. */
    public synchronized void abandon() {
        stopping = true;
        stopAll(startedHere);
    }

    /**
     * Stops everything that runs; consumers first, the broker last. Idempotent, and bounded in time.
     *
     * @return whether anything ran
     */
    public boolean stop() {
        synchronized (this) {
            stopping = true;
            if (!startedHere.isEmpty()) {
                // this launcher may hold the lock itself, in the midst of starting
                return stopAll(EnumSet.allOf(Service.class));
            }
        }
        createHome();
        return holdingTheLock(() -> stopAll(EnumSet.allOf(Service.class)));
    }

    /** Stops these services, as {@link #stop()} does with all; more can be started afterwards. */
    public void stop(Set<Service> services) {
        createHome();
        holdingTheLock(() -> stopAll(services));
    }

    /**
     * The jar of a service beside its libraries, for who runs it in a way of their own; extracted first where it changed.
     *
     * @throws StackException if it was not built
     */
    public Path runnableJar(Service service) {
        createHome();
        return layouts.runnableJar(service);
    }

    /** Whether this launcher stops the stack, or has stopped it. */
    public boolean isStopping() {
        return stopping;
    }

    private synchronized boolean stopAll(Set<Service> services) {
        List<ServiceProcess> known = services.stream()
                .flatMap(service -> ServiceProcess.find(service, home).stream())
                .toList();
        List<ServiceProcess> running =
                known.stream().filter(ServiceProcess::isRunning).toList();
        known.stream().filter(process -> !running.contains(process)).forEach(ServiceProcess::forget);

        List<ServiceProcess> clients = new ArrayList<>(
                running.stream().filter(process -> !process.isBroker()).toList());
        Collections.reverse(clients);
        clients.forEach(ServiceProcess::askToStop);
        // each is forgotten as soon as it has stopped, so that nobody who watches takes it for dead
        clients.parallelStream().forEach(this::awaitStop);
        running.stream().filter(ServiceProcess::isBroker).forEach(broker -> {
            broker.askToStop();
            awaitStop(broker);
        });
        startedHere.removeAll(services);
        return !running.isEmpty();
    }

    private void awaitStop(ServiceProcess process) {
        boolean graceful = process.awaitStop(PATIENCE_FOR_STOP);
        console.line("%-10s %s"
                .formatted(
                        process.service(),
                        graceful
                                ? "stopped"
                                : "did not stop in %d s, was ended".formatted(PATIENCE_FOR_STOP.toSeconds())));
    }

    /** Each service as it is now. */
    public List<ServiceStatus> status() {
        return Service.of(settings).stream().map(this::status).toList();
    }

    private ServiceStatus status(Service service) {
        Optional<ServiceProcess> known = ServiceProcess.find(service, home);
        if (known.isEmpty()) {
            return new ServiceStatus(service, State.STOPPED, service.port(settings), null, null, OptionalLong.empty());
        }
        ServiceProcess process = known.get();
        if (!process.isRunning()) {
            return new ServiceStatus(service, State.DIED, process.port(), null, null, OptionalLong.empty());
        }
        return new ServiceStatus(
                service,
                process.isReady() ? State.READY : State.NOT_READY,
                process.port(),
                process.pid(),
                process.started(),
                process.residentBytes());
    }

    /**
     * Deletes all data, logs and extracted jars; datasets stay.
     *
     * @throws StackException if anything runs or cannot be deleted
     */
    public void reset() {
        createHome();
        holdingTheLock(() -> {
            if (Stream.of(Service.values())
                    .anyMatch(
                            service -> ServiceProcess.findRunning(service, home).isPresent())) {
                throw new StackException("The stack runs; run ./sfcrime down first");
            }
            return deleteAll();
        });
    }

    private List<Path> deleteAll() {
        try {
            for (Path made : home.made()) {
                Folders.delete(made);
            }
            return home.made();
        } catch (IOException refused) {
            throw new StackException("Not everything could be deleted: " + refused, refused);
        }
    }
}
