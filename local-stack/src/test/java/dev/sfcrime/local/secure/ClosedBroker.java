package dev.sfcrime.local.secure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A real broker whose clients have to speak TLS and to log in. It knows one user, by SCRAM-SHA-512 and PLAIN. A second
 * listener on loopback asks for nothing; it is the broker's own, and the tests'.
 */
public final class ClosedBroker implements AutoCloseable {
    public static final String USER = "suite";
    public static final String PASSWORD = "kafka-pass\"word \\ of the suite";
    private static final int ITERATIONS = 4096;

    private final Broker broker;
    private final int openPort;
    private final Certificate certificate;
    private final Certificate stranger;

    private ClosedBroker(Broker broker, int openPort, Certificate certificate, Certificate stranger) {
        this.broker = broker;
        this.openPort = openPort;
        this.certificate = certificate;
        this.stranger = stranger;
    }

    /** Starts one. */
    public static ClosedBroker start(Path folder) throws IOException {
        Certificate certificate = Certificate.make(folder, "broker");
        Certificate stranger = Certificate.make(folder, "stranger");
        BrokerSettings plain = BrokerSettings.onFreePorts(folder.resolve("broker"));
        int openPort = freePort();
        ClosedBroker closed = new ClosedBroker(
                Broker.start(plain.with(server(plain, openPort, certificate))), openPort, certificate, stranger);
        closed.addUser();
        return closed;
    }

    private static Map<String, String> server(BrokerSettings plain, int openPort, Certificate certificate) {
        String clients = "CLIENTS://%s:%d".formatted(plain.host(), plain.port());
        String open = "OPEN://%s:%d".formatted(plain.host(), openPort);
        Map<String, String> server = new HashMap<>();
        server.put(
                "listeners", "%s,%s,CONTROLLER://%s:%d".formatted(clients, open, plain.host(), plain.controllerPort()));
        server.put("advertised.listeners", clients + "," + open);
        server.put("listener.security.protocol.map", "CLIENTS:SASL_SSL,OPEN:PLAINTEXT,CONTROLLER:PLAINTEXT");
        server.put("inter.broker.listener.name", "OPEN");
        String clientsOnly = "listener.name.clients.";
        server.put(clientsOnly + "ssl.keystore.location", certificate.keystore().toString());
        server.put(clientsOnly + "ssl.keystore.type", "PKCS12");
        server.put(clientsOnly + "ssl.keystore.password", certificate.password());
        server.put(clientsOnly + "sasl.enabled.mechanisms", "SCRAM-SHA-512,PLAIN");
        server.put(
                clientsOnly + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        server.put(
                clientsOnly + "plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=\"%s\";"
                        .formatted(USER, PASSWORD.replace("\\", "\\\\").replace("\"", "\\\"")));
        return server;
    }

    private void addUser() throws IOException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, openServers()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            USER, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS), PASSWORD)))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            throw new IOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** Where TLS and a login are demanded. */
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** Where nothing is. */
    public String openServers() {
        return "127.0.0.1:" + openPort;
    }

    /** The variables by which a program of the suite gets in. */
    public Map<String, String> access() {
        return new TreeMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers(),
                "KAFKA_SECURITY_PROTOCOL",
                "SASL_SSL",
                "KAFKA_USER",
                USER,
                "KAFKA_PASSWORD",
                PASSWORD,
                "KAFKA_SSL_TRUSTSTORE_LOCATION",
                certificate.pem().toString()));
    }

    /** The same with one of them another, or none at all. */
    public Map<String, String> accessWith(String variable, String value) {
        Map<String, String> access = access();
        access.put(variable, value);
        return access;
    }

    /** The variables of who trusts another certificate than the broker's. */
    public Map<String, String> accessTrustingAStranger() {
        return accessWith("KAFKA_SSL_TRUSTSTORE_LOCATION", stranger.pem().toString());
    }

    /** The variables of who knows nothing of TLS and logins. */
    public Map<String, String> accessWithoutCredentials() {
        return Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
    }

    /** Variables as arguments of a Spring Boot application. */
    public static String[] arguments(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> "--" + variable.getKey() + "=" + variable.getValue())
                .toArray(String[]::new);
    }

    @Override
    public void close() throws IOException {
        broker.close();
    }
}
