package dev.sfcrime.kafka;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.jspecify.annotations.Nullable;

/**
 * TLS and login of a Kafka client, as environment variables give them. {@code KAFKA_SECURITY_PROTOCOL}, and whatever
 * begins with {@code KAFKA_SSL_} or {@code KAFKA_SASL_}, are the client properties of the same name; a user and a
 * password are written as the JAAS line that Kafka wants.
 *
 * @param properties client properties; none where nothing is set
 */
public record KafkaAccess(Map<String, String> properties) {
    private static final String PROTOCOL = "KAFKA_SECURITY_PROTOCOL";
    private static final String USER = "KAFKA_USER";
    private static final String PASSWORD = "KAFKA_PASSWORD";
    private static final String JAAS = "KAFKA_SASL_JAAS_CONFIG";
    private static final String MECHANISM = "KAFKA_SASL_MECHANISM";
    private static final String DEFAULT_MECHANISM = "SCRAM-SHA-512";
    private static final Map<String, String> LOGIN_MODULES = Map.of(
            "PLAIN",
            "org.apache.kafka.common.security.plain.PlainLoginModule",
            "SCRAM-SHA-256",
            "org.apache.kafka.common.security.scram.ScramLoginModule",
            DEFAULT_MECHANISM,
            "org.apache.kafka.common.security.scram.ScramLoginModule");
    private static final Set<String> PEM = Set.of("pem", "crt", "cer");
    private static final Set<String> PKCS12 = Set.of("p12", "pfx");

    public KafkaAccess {
        properties = Map.copyOf(properties);
    }

    /**
     * Reads the variables.
     *
     * @param environment variables by name; an empty one counts as absent, and those of other names do not matter
     * @throws InvalidKafkaAccessException if they contradict each other, or name a file that cannot be read
     */
    public static KafkaAccess of(Map<String, String> environment) {
        return new KafkaAccess(new Reader(environment).read());
    }

    /** Whether the variable is one of those that are read here. */
    public static boolean isVariable(String name) {
        return Set.of(PROTOCOL, USER, PASSWORD).contains(name)
                || name.startsWith("KAFKA_SSL_")
                || name.startsWith("KAFKA_SASL_");
    }

    /** Names what is set, without the values. */
    @Override
    public String toString() {
        return "KafkaAccess" + properties.keySet().stream().sorted().toList();
    }

    private record Reader(Map<String, String> environment) {
        Map<String, String> read() {
            Map<String, String> properties = new TreeMap<>();
            environment.forEach((name, value) -> {
                if (isVariable(name) && !name.equals(USER) && !name.equals(PASSWORD) && !value.isBlank()) {
                    properties.put(property(name), value);
                }
            });
            SecurityProtocol protocol = protocol();
            requireMeaning(protocol, properties);
            if (isSasl(protocol)) {
                addLogin(properties);
            }
            addType(
                    properties,
                    "KAFKA_SSL_TRUSTSTORE_LOCATION",
                    SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG,
                    SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG);
            addType(
                    properties,
                    "KAFKA_SSL_KEYSTORE_LOCATION",
                    SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG,
                    SslConfigs.SSL_KEYSTORE_TYPE_CONFIG);
            return properties;
        }

        private static String property(String name) {
            return name.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
        }

        private SecurityProtocol protocol() {
            String name = value(PROTOCOL);
            if (name == null) {
                return SecurityProtocol.PLAINTEXT;
            }
            return Stream.of(SecurityProtocol.values())
                    .filter(protocol -> protocol.name.equals(name))
                    .findAny()
                    .orElseThrow(() -> new InvalidKafkaAccessException(
                            PROTOCOL + " is '" + name + "'", "set it to PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL"));
        }

        /** Settings that would be passed over are an error: who made them takes the way for safer than it is. */
        private void requireMeaning(SecurityProtocol protocol, Map<String, String> properties) {
            if (!isSasl(protocol)) {
                Stream.concat(
                                Stream.of(USER, PASSWORD),
                                environment.keySet().stream().filter(n -> n.startsWith("KAFKA_SASL_")))
                        .filter(name -> value(name) != null)
                        .findFirst()
                        .ifPresent(name -> {
                            throw new InvalidKafkaAccessException(
                                    name + " is set, but with " + PROTOCOL + " " + protocol.name + " nobody logs in",
                                    "set " + PROTOCOL
                                            + " to SASL_SSL, or to SASL_PLAINTEXT where there is no TLS, or unset "
                                            + name);
                        });
            }
            boolean isTls = protocol == SecurityProtocol.SSL || protocol == SecurityProtocol.SASL_SSL;
            if (!isTls && properties.keySet().stream().anyMatch(name -> name.startsWith("ssl."))) {
                throw new InvalidKafkaAccessException(
                        "KAFKA_SSL_... is set, but " + PROTOCOL + " " + protocol.name + " has no TLS",
                        "set " + PROTOCOL + " to SSL or SASL_SSL, or unset what begins with KAFKA_SSL_");
            }
        }

        private static boolean isSasl(SecurityProtocol protocol) {
            return protocol == SecurityProtocol.SASL_PLAINTEXT || protocol == SecurityProtocol.SASL_SSL;
        }

        private void addLogin(Map<String, String> properties) {
            String user = value(USER);
            String password = value(PASSWORD);
            if (value(JAAS) != null) {
                if (user != null || password != null) {
                    throw new InvalidKafkaAccessException(
                            JAAS + " is set, and " + USER + " or " + PASSWORD + " too",
                            "set either the one or the others");
                }
                return;
            }
            if (user == null || password == null) {
                throw new InvalidKafkaAccessException(
                        PROTOCOL + " demands a login, but " + (user == null ? USER : PASSWORD) + " is not set",
                        "set " + USER + " and " + PASSWORD + ", or " + JAAS);
            }
            String mechanism = properties.computeIfAbsent(SaslConfigs.SASL_MECHANISM, absent -> DEFAULT_MECHANISM);
            String module = LOGIN_MODULES.get(mechanism);
            if (module == null) {
                throw new InvalidKafkaAccessException(
                        MECHANISM + " is '" + mechanism + "', which takes more than a user and a password",
                        "set it to one of "
                                + LOGIN_MODULES.keySet().stream().sorted().toList() + ", or set " + JAAS
                                + " instead of " + USER + " and " + PASSWORD);
            }
            properties.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    "%s required username=\"%s\" password=\"%s\";".formatted(module, escaped(user), escaped(password)));
        }

        /** As Kafka's reader of JAAS lines takes it back. */
        private static String escaped(String value) {
            return value.replace("\\", "\\\\")
                    .replace("\"", "\\\"")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r");
        }

        private void addType(Map<String, String> properties, String variable, String location, String type) {
            String file = properties.get(location);
            if (file == null) {
                return;
            }
            if (!isReadable(file)) {
                throw new InvalidKafkaAccessException(
                        variable + " is '" + file + "', which is no file that can be read",
                        "set it to the absolute path of one");
            }
            String ending = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            for (var known : List.of(Map.entry("PEM", PEM), Map.entry("PKCS12", PKCS12))) {
                if (known.getValue().contains(ending)) {
                    properties.putIfAbsent(type, known.getKey());
                }
            }
        }

        private static boolean isReadable(String file) {
            try {
                return Files.isRegularFile(Path.of(file)) && Files.isReadable(Path.of(file));
            } catch (InvalidPathException none) {
                return false;
            }
        }

        private @Nullable String value(String name) {
            String value = environment.get(name);
            return value == null || value.isBlank() ? null : value;
        }
    }

    /** The protocol that a client of these properties speaks. */
    static String protocol(Map<String, ?> properties) {
        Object protocol = properties.get(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG);
        return protocol == null ? CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL : protocol.toString();
    }
}
