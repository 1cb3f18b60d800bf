package dev.sfcrime.kafka;

import java.security.cert.CertificateException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.jspecify.annotations.Nullable;

/** Why Kafka could not be asked, and what to do: for users, hence without secrets. */
public final class KafkaRefusal {
    private KafkaRefusal() {}

    /**
     * The reason.
     *
     * @param failure what the client threw; null if it only took too long
     * @param client the client's properties
     */
    public static String reason(@Nullable Throwable failure, Map<String, ?> client) {
        String kafka = "Kafka at " + servers(client);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnsupportedSaslMechanismException) {
                return kafka + " knows no such login; set KAFKA_SASL_MECHANISM to one that it offers";
            }
            if (cause instanceof SslAuthenticationException) {
                return kafka + tls(cause);
            }
            if (cause instanceof AuthenticationException) {
                return kafka + " refuses the login; check KAFKA_USER, KAFKA_PASSWORD and KAFKA_SASL_MECHANISM";
            }
            if (cause instanceof AuthorizationException) {
                return kafka + " does not allow it to this user; give KAFKA_USER the right in Kafka's access lists";
            }
            if (cause instanceof ConfigException
                    || cause.getClass().getSimpleName().equals("InvalidConfigurationException")) {
                return "The Kafka client cannot be set up; check what begins with KAFKA_SSL_ and KAFKA_SASL_, passwords"
                        + " and types of key stores among them";
            }
        }
        return "%s does not answer; check that it runs, and that it takes %s, or set KAFKA_SECURITY_PROTOCOL"
                .formatted(kafka, KafkaAccess.protocol(client));
    }

    private static String tls(Throwable handshake) {
        for (Throwable cause = handshake; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof CertificateException && message.contains("subject alternative")) {
                return " shows a certificate of another name; set KAFKA_BOOTSTRAP_SERVERS to the names in it";
            }
            if (message.contains("PKIX path")) {
                return " shows a certificate that is not trusted; set KAFKA_SSL_TRUSTSTORE_LOCATION to a file with the"
                        + " certificate of who signed it";
            }
        }
        return " breaks off the TLS handshake; where it demands a certificate set KAFKA_SSL_KEYSTORE_LOCATION,"
                + " and compare the versions of TLS";
    }

    private static String servers(Map<String, ?> client) {
        Object servers = client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        return servers instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(servers);
    }
}
