package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.bench.analytics.engines.EngineKind;
import dev.sfcrime.bench.analytics.engines.EngineMain;
import dev.sfcrime.bench.analytics.engines.View;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.Folders;
import tools.jackson.databind.JsonNode;

/**
 * An engine that the suite is compared with, started from the class path at hand.
 *
 * @param kind which one
 * @param bootstrapServers Kafka's brokers
 * @param folder for its state and its output; emptied at each start
 */
record Peer(EngineKind kind, String bootstrapServers, Path folder) implements Candidate {
    /** The analytics-service's heap and collector. And without the pause that the JDK's server else makes in each answer. */
    private static final List<String> JVM_FLAGS =
            List.of("-Xmx1g", "-XX:+UseParallelGC", "-Dsun.net.httpserver.nodelay=true");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long STOP_SECONDS = 20;

    @Override
    public String label() {
        return kind.label();
    }

    @Override
    public RunningEngine start(String topic) throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.command().addAll(JVM_FLAGS);
        builder.command()
                .addAll(List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineMain.class.getName(),
                        kind.name(),
                        bootstrapServers,
                        topic,
                        folder.toString()));
        Process process = builder.start();
        try {
            Running running = new Running(this, process, awaitPort(process));
            running.awaitAnswer();
            return running;
        } catch (IOException | RuntimeException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    private int awaitPort(Process process) throws IOException {
        Path portFile = folder.resolve(EngineMain.PORT_FILE);
        Poll.until(() -> Files.exists(portFile) || !process.isAlive(), PATIENCE);
        if (!Files.exists(portFile)) {
            throw failure("did not start");
        }
        return Integer.parseInt(Files.readString(portFile));
    }

    private IOException failure(String what) {
        return new IOException("%s; see %s".formatted(what, folder.resolve("output")));
    }

    /** Its process. */
    private static final class Running implements RunningEngine {
        private final Peer peer;
        private final Process process;
        private final Thread atExit;
        private final HttpReader http;

        Running(Peer peer, Process process, int port) {
            this.peer = peer;
            this.process = process;
            http = new HttpReader(URI.create("http://127.0.0.1:" + port));
            atExit = new Thread(process::destroyForcibly);
            Runtime.getRuntime().addShutdownHook(atExit);
        }

        void awaitAnswer() throws IOException {
            if (!Poll.until(() -> answers() || !process.isAlive(), PATIENCE) || !process.isAlive()) {
                throw peer.failure("does not answer");
            }
        }

        private boolean answers() {
            try {
                http.get("/counted/everywhere");
                return true;
            } catch (IOException notYet) {
                return false;
            }
        }

        @Override
        public long counted() throws IOException {
            return http.get("/counted").path("counted").asLong();
        }

        @Override
        public long countedEverywhere() throws IOException {
            return http.get("/counted/everywhere").path("counted").asLong();
        }

        @Override
        public Map<String, Counted> view(View view) throws IOException {
            Map<String, Counted> counts = new TreeMap<>();
            for (Map.Entry<String, JsonNode> item :
                    http.get("/views/" + view.path()).properties()) {
                JsonNode counted = item.getValue();
                counts.put(
                        item.getKey(),
                        new Counted(
                                counted.path("count").asLong(),
                                counted.path("description").asString()));
            }
            return counts;
        }

        @Override
        public Duration processorTime() {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            try {
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
            } catch (InterruptedException interrupted) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
            removeHook();
            Folders.delete(peer.folder.resolve("state"));
        }

        private void removeHook() {
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException ending) {
                // the hook runs already
            }
        }
    }
}
