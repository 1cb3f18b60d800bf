package dev.sfcrime.local.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Where the embedded broker listens and keeps its data.
 *
 * @param host address to bind, as clients are told it
 * @param port port for clients
 * @param controllerPort port of the KRaft controller, for the broker itself
 * @param dataFolder folder of logs and metadata
 * @param properties any of Kafka's own; they win over those that are set here
 */
public record BrokerSettings(
        String host, int port, int controllerPort, Path dataFolder, Map<String, String> properties) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LARGEST_MESSAGE = 16 << 20;

    public BrokerSettings {
        requirePort("port", port);
        requirePort("controllerPort", controllerPort);
        if (port == controllerPort) {
            throw new IllegalArgumentException("port and controllerPort are both " + port + "; give each its own");
        }
        properties = Map.copyOf(properties);
    }

    /** A broker on a loopback port, with a free port for its controller. */
    public static BrokerSettings onLoopback(int port, Path dataFolder) {
        return new BrokerSettings(LOOPBACK, port, freePort(), dataFolder, Map.of());
    }

    /** A broker on free loopback ports, for tests. */
    public static BrokerSettings onFreePorts(Path dataFolder) {
        return onLoopback(freePort(), dataFolder);
    }

    /** The same with properties of Kafka's own instead of those of these settings. */
    public BrokerSettings with(Map<String, String> otherProperties) {
        return new BrokerSettings(host, port, controllerPort, dataFolder, otherProperties);
    }

    private static void requirePort(String name, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(name + " is " + port + "; it must be from 1 to 65535");
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException("no free loopback port", none);
        }
    }

    Path logFolder() {
        return dataFolder.resolve("logs");
    }

    Properties toServerProperties() {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty(
                "listeners", "CLIENTS://%s:%d,CONTROLLER://%s:%d".formatted(host, port, host, controllerPort));
        properties.setProperty("advertised.listeners", "CLIENTS://%s:%d".formatted(host, port));
        properties.setProperty("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("inter.broker.listener.name", "CLIENTS");
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("controller.quorum.bootstrap.servers", "%s:%d".formatted(host, controllerPort));
        properties.setProperty("log.dirs", logFolder().toString());

        // one node: nothing to replicate to
        properties.setProperty("default.replication.factor", "1");
        for (String internal :
                new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.setProperty(internal + ".replication.factor", "1");
        }
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        // few partitions: each costs files, and time at start
        properties.setProperty("offsets.topic.num.partitions", "4");
        properties.setProperty("transaction.state.log.num.partitions", "4");
        properties.setProperty("share.coordinator.state.topic.num.partitions", "1");

        // a killed broker starts again without waiting for its own old session to end
        properties.setProperty("broker.session.timeout.ms", "3000");
        properties.setProperty("broker.heartbeat.interval.ms", "500");
        // a consumer group of one need not wait for others to join
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        properties.setProperty("auto.create.topics.enable", "false");
        // whoever writes to a topic by other means may send far more than a call; consumers are to cope with it
        properties.setProperty("message.max.bytes", Integer.toString(LARGEST_MESSAGE));
        properties.putAll(this.properties);
        return properties;
    }
}
