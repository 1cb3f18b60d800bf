package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;

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

    final Api ingest;
    final Api verify;
    final Api analytics;
    private final Path home;
    private final Map<String, String> environment;
    private final Datasets datasets;
    private final List<JsonNode> ledger = new ArrayList<>();

    private Suite(Path home, Datasets datasets, int[] ports) {
        this.home = home;
        this.datasets = datasets;
        this.ingest = new Api("ingest", ports[1]);
        this.verify = new Api("verify", ports[2]);
        this.analytics = new Api("analytics", ports[3]);
        this.environment = Map.of(
                "SFCRIME_HOME", home.toString(),
                "SFCRIME_DATASETS", datasets.folder().toString(),
                "KAFKA_PORT", Integer.toString(ports[0]),
                "INGEST_PORT", Integer.toString(ports[1]),
                "VERIFY_PORT", Integer.toString(ports[2]),
                "ANALYTICS_PORT", Integer.toString(ports[3]),
                "SPARK_UI_PORT", Integer.toString(ports[4]));
    }

    /** Starts a suite on the fixtures; ready when this returns. */
    static Suite start(Path folder) throws IOException {
        Suite suite = new Suite(folder.resolve("home"), Datasets.in(folder.resolve("datasets")), freePorts(5));
        Command up = suite.sfcrime("up", "--detach");
        if (up.status() != 0) {
            suite.close();
            throw new AssertionError("./sfcrime up failed with " + up.status() + "\n" + up.output());
        }
        return suite;
    }

    /** Runs {@code ./sfcrime} on this suite's data folder and ports. */
    Command sfcrime(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(CHECKOUT.resolve("sfcrime").toString()));
        command.addAll(Arrays.asList(arguments));
        try {
            Path output = Files.createTempFile("sfcrime", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("SFCRIME_") || name.startsWith("KAFKA_"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " took too long\n" + Files.readString(output));
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Command(process.exitValue(), text);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot run " + command, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + command, interrupted);
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

    /** Replays a whole dataset at full speed, waits until every service has seen all of it, and enters it in the ledger. */
    JsonNode replay(String dataset, String order) {
        JsonNode started = ingest.post(
                "/api/v1/replays",
                "{\"dataset\":\"%s\",\"order\":\"%s\",\"pace\":{\"unlimited\":true}}".formatted(dataset, order));
        return awaitCounted(started.get("id").asString(), dataset);
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

    private JsonNode replay(String id) {
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

    @Override
    public void close() {
        Command down = sfcrime("down");
        assertThat(down.status()).as(down.output()).isZero();
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

    /** What a command printed, and how it ended. */
    record Command(int status, String output) {}
}
