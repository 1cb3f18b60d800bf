package dev.sfcrime.local.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * Apache Kafka's own broker, controller included, started as its scripts start it: formats the data folder once, then
 * runs {@link KafkaRaftServer} on it. Data and cluster id survive restarts.
 *
 * <p>A lock file keeps a second broker off the same folder: it would damage the metadata log before it fails to bind.
 */
public final class Broker implements AutoCloseable {
    private final BrokerSettings settings;
    private final FileChannel lockFile;
    private final KafkaRaftServer server;

    private Broker(BrokerSettings settings, FileChannel lockFile, KafkaRaftServer server) {
        this.settings = settings;
        this.lockFile = lockFile;
        this.server = server;
    }

    /**
     * Starts a broker; when this returns it accepts clients.
     *
     * @throws IOException if the data folder cannot be used, or another broker uses it
     */
    public static Broker start(BrokerSettings settings) throws IOException {
        Files.createDirectories(settings.dataFolder());
        FileChannel lockFile = lock(settings.dataFolder());
        try {
            Properties properties = settings.toServerProperties();
            format(settings, properties);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
            server.startup();
            return new Broker(settings, lockFile, server);
        } catch (IOException | RuntimeException failed) {
            lockFile.close();
            throw failed;
        }
    }

    private static FileChannel lock(Path dataFolder) throws IOException {
        FileChannel channel = FileChannel.open(
                dataFolder.resolve("broker.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new IOException("Another broker runs on " + dataFolder + "; stop it, or choose another data folder");
        }
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static void format(BrokerSettings settings, Properties properties) throws IOException {
        Path file = settings.dataFolder().resolve("server.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "Written at each start of the embedded broker");
        }
        if (Files.exists(settings.logFolder().resolve("meta.properties"))) {
            return;
        }
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        String[] command = {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString(), "--standalone"};
        int status = StorageTool.execute(command, new PrintStream(output, true, StandardCharsets.UTF_8));
        if (status != 0) {
            throw new IOException("The broker's data folder " + settings.dataFolder() + " cannot be formatted: "
                    + output.toString(StandardCharsets.UTF_8).strip());
        }
    }

    /** Where clients connect, {@code host:port}. */
    public String bootstrapServers() {
        return settings.host() + ":" + settings.port();
    }

    /** Blocks until the broker has shut down. */
    public void awaitShutdown() {
        server.awaitShutdown();
    }

    /** Shuts down gracefully; data stays. */
    @Override
    public void close() throws IOException {
        server.shutdown();
        server.awaitShutdown();
        lockFile.close();
    }
}
