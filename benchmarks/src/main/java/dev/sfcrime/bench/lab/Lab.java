package dev.sfcrime.bench.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sfcrime.kafka.KafkaAccess;
import dev.sfcrime.local.client.JsonClient;
import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.settings.Home;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Additions;
import dev.sfcrime.local.stack.Checkout;
import dev.sfcrime.local.stack.Folders;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.ServiceStatus;
import dev.sfcrime.local.stack.Stack;
import dev.sfcrime.local.stack.StackException;

/**
 * The suite's processes, from the packaged jars, on free ports and in a home of their own, so that no measurement touches
 * the stack of a user. Each service is started when it is wanted. Closing it, or ending this program, stops them and
 * deletes their data; the extracted jars stay, for the next lab need not wait for them again.
 */
public final class Lab implements AutoCloseable {
    /** How many requests a second a service takes from one client: those who measure ask more often than anybody else. */
    public static final String RATE_LIMIT = "SFCRIME_REQUESTS_PER_SECOND";

    /** For {@link #RATE_LIMIT}. */
    public static final String UNLIMITED = "0";

    private final Settings settings;
    private final Home home;
    private final Checkout checkout;
    private final Console console;
    private final FileChannel lockFile;
    private final Deque<Stack> stacks = new ArrayDeque<>();
    private final Thread atExit = new Thread(this::abandon, "close-lab");
    private boolean closed;

    private Lab(Settings settings, Checkout checkout, Console console, FileChannel lockFile) {
        this.settings = settings;
        this.home = new Home(settings.home());
        this.checkout = checkout;
        this.console = console;
        this.lockFile = lockFile;
    }

    /**
     * A lab in which nothing runs yet, and no data is.
     *
     * @param folder where it is; what a lab that was killed left there is stopped and deleted
     * @throws StackException if another lab is there
     */
    public static Lab open(Checkout checkout, Path folder, Console console) throws IOException {
        Files.createDirectories(folder);
        List<Integer> ports = FreePorts.find(5);
        Settings settings = new Settings(
                null,
                new KafkaAccess(Map.of()),
                ports.get(0),
                ports.get(1),
                ports.get(2),
                ports.get(3),
                ports.get(4),
                "local[*]",
                folder,
                folder.resolve("datasets"),
                null,
                "plain");
        Lab lab = new Lab(settings, checkout, console, lock(folder));
        try {
            new Stack(settings, checkout, console).stop();
            lab.deleteData();
        } catch (IOException | RuntimeException failed) {
            lab.lockFile.close();
            throw failed;
        }
        Runtime.getRuntime().addShutdownHook(lab.atExit);
        return lab;
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lab.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new StackException("Another benchmark runs in " + folder + "; let it end first");
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** Starts these services as users run them; returns when all are ready. The broker is to be the first of all. */
    public void start(Service... services) {
        start(Additions.NONE, services);
    }

    /**
     * Starts these services with changed environments or JVMs; returns when all are ready.
     *
     * @throws StackException if one dies, or is not ready in time
     */
    public void start(Additions additions, Service... services) {
        next(additions).start(Set.of(services));
    }

    private synchronized Stack next(Additions additions) {
        if (closed) {
            throw new StackException("The lab is closed");
        }
        Stack stack = new Stack(settings, checkout, console, additions.withVariable(RATE_LIMIT, UNLIMITED));
        stacks.push(stack);
        return stack;
    }

    /** Stops these services; their data stays. */
    public void stop(Service... services) {
        next(Additions.NONE).stop(Set.of(services));
    }

    /** Deletes what a service that does not run has kept. */
    public void forget(Service service) throws IOException {
        Folders.delete(home.data(service.id()));
    }

    /** How each service is: its process, and the memory that it has. */
    public ServiceStatus status(Service service) {
        return new Stack(settings, checkout, console)
                .status().stream()
                        .filter(status -> status.service() == service)
                        .findFirst()
                        .orElseThrow();
    }

    /** Where a service's HTTP interface is. */
    public URI url(Service service, String path) {
        return service.url(settings).resolve(path);
    }

    /** A port that nothing uses, for a Spark UI. */
    public int sparkUiPort() {
        return settings.sparkUiPort();
    }

    /** A service's jar beside its libraries, for who runs it in a way of their own. */
    public Path runnableJar(Service service) {
        return new Stack(settings, checkout, console).runnableJar(service);
    }

    /** A client for any of them. */
    public JsonClient http() {
        return new JsonClient();
    }

    /** Topics of the lab's broker. */
    public CallTopics topics() {
        return new CallTopics(bootstrapServers());
    }

    /** Where clients find the broker. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /** The folder of data, logs and jars. */
    public Home home() {
        return home;
    }

    /** The folder where ingest-service looks for datasets; empty at first. */
    public Path datasets() {
        return settings.datasets();
    }

    /** Stops all, and deletes all data. Whether or not it can, the next lab may try to. */
    @Override
    public void close() throws IOException {
        try (lockFile) {
            stop(Service.values());
            synchronized (this) {
                closed = true;
            }
            deleteData();
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // the hook has closed it already, or does so now
        }
    }

    /** When this program is told to end: the thread that uses the lab may be in the midst of starting something. */
    private void abandon() {
        synchronized (this) {
            closed = true;
        }
        stacks.forEach(Stack::abandon);
        try {
            deleteData();
        } catch (IOException left) {
            console.error("Not all of %s could be deleted: %s".formatted(home.folder(), left));
        }
    }

    private void deleteData() throws IOException {
        for (Service service : EnumSet.allOf(Service.class)) {
            Folders.delete(home.data(service.id()));
        }
        Folders.delete(home.folder().resolve("tmp"));
        Folders.delete(settings.datasets());
        Files.createDirectories(settings.datasets());
    }
}
