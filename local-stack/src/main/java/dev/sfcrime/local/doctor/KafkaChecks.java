package dev.sfcrime.local.doctor;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sfcrime.kafka.KafkaRefusal;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.ServiceStatus;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** Checks that Kafka can be reached and has the topic. */
final class KafkaChecks {
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Settings settings;
    private final List<ServiceStatus> services;

    KafkaChecks(Settings settings, List<ServiceStatus> services) {
        this.settings = settings;
        this.services = services;
    }

    List<Finding> examine() {
        boolean brokerRuns =
                services.stream().anyMatch(service -> service.service() == Service.BROKER && service.pid() != null);
        if (settings.embedsBroker() && !brokerRuns) {
            return List.of(Finding.ok("Kafka", "the embedded broker does not run; ./sfcrime up starts it"));
        }
        // the client would tell of each attempt, over and over
        Configurator.setLevel("org.apache.kafka", Level.OFF);
        Map<String, Object> client = client();
        try (Admin admin = Admin.create(client)) {
            int brokers = admin.describeCluster()
                    .nodes()
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .size();
            return List.of(
                    Finding.ok(
                            "Kafka",
                            "%d broker%s at %s"
                                    .formatted(brokers, brokers == 1 ? "" : "s", settings.bootstrapServers())),
                    topic(admin));
        } catch (ExecutionException | TimeoutException | KafkaException unreachable) {
            return List.of(unreachable(unreachable, client));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of(unreachable(interrupted, client));
        }
    }

    private Map<String, Object> client() {
        Map<String, Object> client = new HashMap<>(settings.kafkaAccess().properties());
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        client.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return client;
    }

    private Finding unreachable(Exception reason, Map<String, Object> client) {
        return Finding.fail(
                "Kafka",
                settings.embedsBroker()
                        ? "does not answer at %s; see ./sfcrime logs broker".formatted(settings.bootstrapServers())
                        : KafkaRefusal.reason(reason, client)
                                + "; unset KAFKA_BOOTSTRAP_SERVERS for the embedded broker");
    }

    private Finding topic(Admin admin) throws InterruptedException, TimeoutException, ExecutionException {
        try {
            Map<String, TopicDescription> topics = admin.describeTopics(List.of(Topics.CALLS))
                    .allTopicNames()
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            int partitions = topics.values().iterator().next().partitions().size();
            return Finding.ok("Topic", "%s with %d partitions".formatted(Topics.CALLS, partitions));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return Finding.fail(
                        "Topic",
                        "there is no %s; create it with kafka-topics.sh --bootstrap-server %s --create --topic %s --partitions %d"
                                .formatted(
                                        Topics.CALLS,
                                        settings.bootstrapServers(),
                                        Topics.CALLS,
                                        Topics.CALLS_PARTITIONS));
            }
            throw failed;
        }
    }
}
