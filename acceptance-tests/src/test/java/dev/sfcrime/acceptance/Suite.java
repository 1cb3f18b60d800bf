package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A suite as processes of this machine, on free ports and with a data folder of its own, started and stopped by
 * {@code ./sfcrime}.
 */
final class Suite extends RunningSuite {
    private static final Path CHECKOUT = Path.of(System.getProperty("sfcrime.checkout", ".."))
            .toAbsolutePath()
            .normalize();
    private static final Duration LAUNCH_TIME = Duration.ofMinutes(6);

    final Processes processes;
    private final Path home;
    private final Map<String, String> environment;
    /** The cluster that was started for this suite alone; null for none. */
    private final SparkCluster cluster;

    private Suite(Path home, Datasets datasets, int[] ports, Map<String, String> settings, SparkCluster cluster) {
        super(
                new Api("ingest", ports[1]),
                new Api("verify", ports[2]),
                new Api("analytics", ports[3]),
                new Kafka("127.0.0.1:" + ports[0]),
                datasets);
        this.home = home;
        this.cluster = cluster;
        this.processes = new Processes(home);
        this.environment = new TreeMap<>(settings);
        environment.put("SFCRIME_HOME", home.toString());
        environment.put("SFCRIME_DATASETS", datasets.folder().toString());
        environment.put("KAFKA_PORT", Integer.toString(ports[0]));
        environment.put("INGEST_PORT", Integer.toString(ports[1]));
        environment.put("VERIFY_PORT", Integer.toString(ports[2]));
        environment.put("ANALYTICS_PORT", Integer.toString(ports[3]));
        environment.put("SPARK_UI_PORT", Integer.toString(ports[4]));
    }

    /** Starts a suite on the fixtures; ready when this returns. */
    static Suite start(Path folder) throws IOException {
        return start(folder, Datasets.in(folder.resolve("datasets")));
    }

    /** Starts a suite on these datasets; ready when this returns. */
    static Suite start(Path folder, Datasets datasets) throws IOException {
        Suite suite = prepare(folder, datasets, Map.of());
        try {
            suite.up();
            return suite;
        } catch (AssertionError failed) {
            suite.close();
            throw failed;
        }
    }

    /** A suite that is not started yet, with settings beside those that each suite has. */
    static Suite prepare(Path folder, Datasets datasets, Map<String, String> settings) throws IOException {
        Path home = folder.resolve("home");
        if (!SparkCluster.isForEverySuite() || settings.containsKey("SPARK_MASTER")) {
            return new Suite(home, datasets, freePorts(5), settings, null);
        }
        SparkCluster cluster = SparkCluster.start(folder.resolve("spark"));
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(cluster.settings());
        return new Suite(home, datasets, freePorts(5), all, cluster);
    }

    /** Starts what does not run; all is ready when this returns. */
    void up() {
        Command up = sfcrime("up", "--detach");
        assertThat(up.status()).as(up.output()).isZero();
    }

    /** Runs {@code ./sfcrime} on this suite's data folder and ports. */
    Command sfcrime(String... arguments) {
        return launch(arguments).await();
    }

    /** Starts {@code ./sfcrime}, and does not wait for its end. */
    Launch launch(String... arguments) {
        return launchWithin(List.of(), arguments);
    }

    /** Starts {@code ./sfcrime} by another command, to which it is given as the last arguments. */
    Launch launchWithin(List<String> other, String... arguments) {
        List<String> command = new ArrayList<>(other);
        command.add(CHECKOUT.resolve("sfcrime").toString());
        command.addAll(Arrays.asList(arguments));
        try {
            Path output = Files.createTempFile("sfcrime", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SFCRIME_") || name.startsWith("KAFKA_"));
            builder.environment().putAll(environment);
            return new Launch(builder.start(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot run " + command, failed);
        }
    }

    Path home() {
        return home;
    }

    @Override
    public void close() {
        try (cluster) {
            Command down = sfcrime("down");
            assertThat(down.status()).as(down.output()).isZero();
        }
    }

    static int freePort() throws IOException {
        return freePorts(1)[0];
    }

    static int[] freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            int[] ports = new int[count];
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                ports[i] = socket.getLocalPort();
            }
            return ports;
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    /** A command at work, and the file that it prints to. */
    record Launch(Process process, Path printed) {
        Command await() {
            try {
                if (!process.waitFor(LAUNCH_TIME.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("./sfcrime took too long\n" + Files.readString(printed));
                }
                Command command = new Command(process.exitValue(), Files.readString(printed));
                Files.delete(printed);
                return command;
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while ./sfcrime ran", interrupted);
            }
        }
    }

    /** What a command printed, and how it ended. */
    record Command(int status, String output) {}
}
