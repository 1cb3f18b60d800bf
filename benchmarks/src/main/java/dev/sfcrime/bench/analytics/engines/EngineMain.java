package dev.sfcrime.bench.analytics.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The process of one engine. Ends when it is told to by the system, as the suite's services do. */
public final class EngineMain {
    /** The file in its folder that tells where it serves. */
    public static final String PORT_FILE = "port";

    private EngineMain() {}

    /**
     * Starts an engine, which serves on any free port.
     *
     * @param arguments its {@link EngineKind}, Kafka's brokers, the topic, and a folder for its state
     */
    public static void main(String[] arguments) throws IOException {
        EngineKind kind = EngineKind.valueOf(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        Engine engine = kind.create(new EngineSettings(arguments[1], arguments[2], folder.resolve("state")));
        EngineServer server = EngineServer.start(engine);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            engine.close();
        }));
        engine.start();
        tellPort(folder, server.port());
    }

    private static void tellPort(Path folder, int port) throws IOException {
        Path unfinished = Files.writeString(folder.resolve(PORT_FILE + ".new"), Integer.toString(port));
        Files.move(unfinished, folder.resolve(PORT_FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
