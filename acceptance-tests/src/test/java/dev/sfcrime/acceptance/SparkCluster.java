package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A standalone Spark cluster on loopback: a master and two workers of one core and one GiB each, as processes, that
 * demand a secret. They have what Spark's distribution has; what else executors need they must get from the driver.
 * However this JVM dies, the cluster ends with it: a shell holds each process for as long as its own input is open.
 */
final class SparkCluster implements AutoCloseable {
    private static final int WORKERS = 2;
    private static final String SECRET = "a secret of the acceptance tests";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Runs a command until the input ends, then asks it to end, and what it has started with it. */
    private static final String RUN = """
            "$@" &
            cat >/dev/null
            kill -TERM $! 2>/dev/null
            wait
            """;

    private final int port;
    private final String master;
    private final List<Process> workers = new ArrayList<>();
    private final List<Process> all = new ArrayList<>();
    private Process masterProcess;
    private final Path folder;
    private final Path sparkHome;

    private SparkCluster(Path folder, int port) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.sparkHome = SparkHome.ofThisRun();
        this.port = port;
        this.master = "spark://127.0.0.1:" + port;
    }

    /** Whether every suite of this run shall have such a cluster: {@code -Pcluster}. */
    static boolean isForEverySuite() {
        return Boolean.getBoolean("acceptance.spark.cluster");
    }

    /** Starts one, whose logs and working files go to that folder; all workers are registered when this returns. */
    static SparkCluster start(Path folder) throws IOException {
        SparkCluster cluster = new SparkCluster(folder, Suite.freePort());
        try {
            cluster.startAll();
            return cluster;
        } catch (IOException | RuntimeException | AssertionError failed) {
            cluster.close();
            throw failed;
        }
    }

    private void startAll() throws IOException {
        Files.createDirectories(recovery());
        startMaster();
        for (int i = 1; i <= WORKERS; i++) {
            workers.add(run(
                    "worker-" + i,
                    "deploy.worker.Worker",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    folder.resolve("work-" + i).toString(),
                    master));
        }
        IntStream.rangeClosed(1, WORKERS)
                .forEach(i -> awaitLine("worker-" + i, "Successfully registered with master " + master));
    }

    private void startMaster() throws IOException {
        masterProcess = run("master", "deploy.master.Master", "--port", Integer.toString(port));
        awaitLine("master", "Starting Spark master at " + master);
    }

    /** The settings of a suite whose analytics-service is a driver of this cluster. */
    Map<String, String> settings() {
        return Map.of("SPARK_MASTER", master, "_SPARK_AUTH_SECRET", SECRET);
    }

    /** How many executors are at work. */
    long executors() {
        return workers.stream()
                .flatMap(Process::descendants)
                .filter(SparkCluster::isExecutor)
                .count();
    }

    /** Ends a worker and its executors as a host ends that loses its power. */
    void killWorker(int index) {
        List<ProcessHandle> processes = workers.get(index).descendants().toList();
        assertThat(processes).as("the worker's executor").anyMatch(SparkCluster::isExecutor);
        kill(processes);
    }

    /** Ends all executors at once; their workers stay. */
    void killExecutors() {
        kill(workers.stream()
                .flatMap(Process::descendants)
                .filter(SparkCluster::isExecutor)
                .toList());
    }

    /** Ends the master at once, and starts another one, which takes up what is left in its recovery directory. */
    void replaceMaster() throws IOException {
        kill(masterProcess.descendants().toList());
        startMaster();
        awaitLine("master", "Recovery complete");
    }

    private static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(processes);
    }

    @Override
    public void close() {
        List<ProcessHandle> processes = all.stream()
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process.toHandle())))
                .toList();
        all.forEach(SparkCluster::release);
        awaitEnd(processes);
    }

    private static void release(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
    }

    private static boolean isExecutor(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend");
    }

    private Process run(String name, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                RUN,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dspark.authenticate=true",
                "-Dspark.network.crypto.enabled=true",
                "-Dspark.master.rest.enabled=false",
                "-Dspark.deploy.recoveryMode=FILESYSTEM",
                "-Dspark.deploy.recoveryDirectory=" + recovery(),
                "-Dspark.deploy.recoveryTimeout=15s",
                "-cp",
                sparkHome.resolve("jars") + "/*",
                "org.apache.spark." + program,
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        builder.environment()
                .putAll(Map.of(
                        "SPARK_HOME",
                        sparkHome.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.13",
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "SPARK_LOCAL_DIRS",
                        folder.resolve("local-" + name).toString(),
                        "_SPARK_AUTH_SECRET",
                        SECRET));
        Process process = builder.start();
        all.add(process);
        return process;
    }

    private void awaitLine(String name, String text) {
        await(log(name) + ": " + text)
                .atMost(PATIENCE)
                .until(() -> Files.readString(log(name)).contains(text));
    }

    private Path recovery() {
        return folder.resolve("recovery");
    }

    private Path log(String name) {
        return folder.resolve(name + ".log");
    }
}
