package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A running suite on free ports and a data folder of its own, started and stopped by {@code ./sfcrime}, together with a
 * ledger of all that was replayed into it.
 */
final class Suite implements AutoCloseable {
    private static final Path CHECKOUT = Path.of(System.getProperty("sfcrime.checkout", ".."))
            .toAbsolutePath()
            .normalize();
    private static final Duration REPLAY_TIME = Duration.ofSeconds(60);
    private static final Duration LAUNCH_TIME = Duration.ofMinutes(6);

    final Api ingest;
    final Api verify;
    final Api analytics;
    final Kafka kafka;
    final Processes processes;
    private final Path home;
    private final Map<String, String> environment;
    private final Datasets datasets;
    private final List<Call> ledger = new ArrayList<>();
    /** The cluster that was started for this suite alone; null for none. */
    private final SparkCluster cluster;

    private Suite(Path home, Datasets datasets, int[] ports, Map<String, String> settings, SparkCluster cluster) {
        this.home = home;
        this.cluster = cluster;
        this.processes = new Processes(home);
        this.kafka = new Kafka("127.0.0.1:" + ports[0]);
        this.datasets = datasets;
        this.ingest = new Api("ingest", ports[1]);
        this.verify = new Api("verify", ports[2]);
        this.analytics = new Api("analytics", ports[3]);
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

    Datasets datasets() {
        return datasets;
    }

    Path home() {
        return home;
    }

    /** Every record that has been replayed so far, from all replays. */
    Oracle oracle() {
        return new Oracle(ledger);
    }

    /** Enters what was replayed by other means in the ledger. */
    void enter(List<Call> replayed) {
        ledger.addAll(replayed);
    }

    /** Replays a whole dataset at full speed, waits until every service has seen all of it, and enters it in the ledger. */
    JsonNode replay(String dataset, String order) {
        return awaitCounted(
                startReplay(dataset, "\"order\":\"%s\",\"pace\":{\"unlimited\":true}".formatted(order)), dataset);
    }

    /** Waits until a replay has ended and all it sent is counted everywhere, and enters that in the ledger. */
    JsonNode awaitCounted(String id, String dataset) {
        await().atMost(REPLAY_TIME)
                .untilAsserted(
                        () -> assertThat(replay(id).get("state").asString()).isIn("COMPLETED", "CANCELLED"));
        JsonNode replay = replay(id);
        long sent = replay.get("sent").asLong();
        assertThat(replay.get("acknowledged").asLong()).isEqualTo(sent);
        await().atMost(REPLAY_TIME).untilAsserted(() -> {
            assertThat(counted(id)).as("counted by Spark of replay " + id).isEqualTo(sent);
            assertThat(received(id)).as("received by verify of replay " + id).isEqualTo(sent);
        });
        ledger.addAll(datasets.calls(dataset).subList(0, Math.toIntExact(sent)));
        return replay;
    }

    JsonNode replay(String id) {
        return ingest.get("/api/v1/replays/" + id);
    }

    private long counted(String id) {
        return analytics.items("/api/v1/aggregates/replays").stream()
                .filter(item -> item.get("replayId").asString("").equals(id))
                .mapToLong(item -> item.get("counted").asLong())
                .findFirst()
                .orElse(0);
    }

    private long received(String id) {
        return verify.send("GET", "/api/v1/verification/replays/" + id, null).statusCode() == 404
                ? 0
                : verify.get("/api/v1/verification/replays/" + id)
                        .get("received")
                        .asLong();
    }

    /** Starts a replay of this dataset, with whatever else the request shall say. */
    String startReplay(String dataset, String more) {
        return ingest.post("/api/v1/replays", "{\"dataset\":\"%s\",%s}".formatted(dataset, more))
                .get("id")
                .asString();
    }

    /** Starts so many equal replays at once, each as soon as it can be. */
    void startReplays(int count, String dataset, String more) {
        CompletableFuture.allOf(IntStream.range(0, count)
                        .mapToObj(each -> CompletableFuture.runAsync(
                                () -> startReplay(dataset, more), command -> new Thread(command).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Waits until a replay has come to its end by itself. */
    void awaitCompleted(String id, Duration atMost) {
        await().atMost(atMost)
                .untilAsserted(() ->
                        assertThat(replay(id).get("state").asString()).as(id).isEqualTo("COMPLETED"));
    }

    /** What verify says of a replay once all have seen all of it; PENDING if they have not after a long time. */
    String awaitVerdict(String id) {
        try {
            await().atMost(REPLAY_TIME).until(() -> !verdict(id).startsWith("PENDING"));
        } catch (ConditionTimeoutException pending) {
            // the verdict itself says so
        }
        return verdict(id);
    }

    private String verdict(String id) {
        HttpResponse<String> answer = verify.send("GET", "/api/v1/reconciliation/" + id, null);
        String verdict = answer.statusCode() == 200
                ? JsonMapper.shared().readTree(answer.body()).get("verdict").asString()
                : "PENDING";
        return verdict.equals("MATCHED") ? verdict : verdict + ": " + answer.body();
    }

    /** Waits until there are so many dead letters. */
    void awaitDeadLetters(int count) {
        await().atMost(REPLAY_TIME)
                .untilAsserted(() -> assertThat(kafka.deadLetterSources()).hasSizeGreaterThanOrEqualTo(count));
    }

    /** Waits until Spark has counted all that Kafka holds. */
    void awaitCaughtUp() {
        await().atMost(REPLAY_TIME)
                .untilAsserted(() -> assertThat(analytics
                                .get("/api/v1/aggregates/crime-types?limit=1")
                                .at("/freshness/lagRecords")
                                .asLong(-1))
                        .isZero());
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

    private static int[] freePorts(int count) throws IOException {
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
