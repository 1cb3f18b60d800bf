package dev.sfcrime.local.stack;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.sfcrime.local.settings.Settings;

/** A process of the suite, in the order in which they start; they stop the other way round. */
public enum Service {
    /** The embedded Kafka broker. */
    BROKER("broker", "local-stack", "-Xmx384m -XX:+UseSerialGC"),

    /** ingest-service. */
    INGEST("ingest", "ingest-service", "-Xmx384m -XX:+UseSerialGC"),

    /** verify-consumer-service: of all that it reads it keeps the newest, which each young collection has to copy. */
    VERIFY("verify", "verify-consumer-service", "-Xmx384m -XX:+UseSerialGC -XX:NewRatio=1"),

    /** analytics-service, with Spark in it. */
    ANALYTICS("analytics", "analytics-service", "-Xmx1g -XX:+UseParallelGC");

    private final String id;
    private final String module;
    private final String jvmFlags;

    /** The heaps are such that all four stay below 3 GiB of resident memory. */
    Service(String id, String module, String jvmFlags) {
        this.id = id;
        this.module = module;
        this.jvmFlags = jvmFlags;
    }

    /** The service that a user names so. */
    public static Optional<Service> named(String name) {
        return List.of(values()).stream()
                .filter(service -> service.id.equals(name) || service.module.equals(name))
                .findFirst();
    }

    /** Which of them a stack with these settings runs. */
    public static List<Service> of(Settings settings) {
        return settings.embedsBroker() ? List.of(values()) : List.of(INGEST, VERIFY, ANALYTICS);
    }

    /** The name on the command line, of the log and of the folders. */
    public String id() {
        return id;
    }

    String module() {
        return module;
    }

    /** How its JVM is sized. */
    public List<String> jvmFlags() {
        return List.of(jvmFlags.split(" ", -1));
    }

    /** The port where clients reach it. */
    public int port(Settings settings) {
        return switch (this) {
            case BROKER -> settings.kafkaPort();
            case INGEST -> settings.ingestPort();
            case VERIFY -> settings.verifyPort();
            case ANALYTICS -> settings.analyticsPort();
        };
    }

    /** Every port that it binds, by the setting that moves it. */
    public Map<String, Integer> ports(Settings settings) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put(this == BROKER ? "KAFKA_PORT" : name() + "_PORT", port(settings));
        if (this == ANALYTICS) {
            ports.put("SPARK_UI_PORT", settings.sparkUiPort());
        }
        return ports;
    }

    /** Where its HTTP interface is. */
    public URI url(Settings settings) {
        return URI.create("http://127.0.0.1:" + port(settings));
    }

    @Override
    public String toString() {
        return id;
    }
}
