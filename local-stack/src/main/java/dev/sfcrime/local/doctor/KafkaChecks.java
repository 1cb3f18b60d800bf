package dev.sfcrime.local.doctor;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
        try (Admin admin = Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS))) {
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
            return List.of(unreachable());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return List.of(unreachable());
        }
    }

    private Finding unreachable() {
        return Finding.fail(
                "Kafka",
                "does not answer at %s; %s"
                        .formatted(
                                settings.bootstrapServers(),
                                settings.embedsBroker()
                                        ? "see ./sfcrime logs broker"
                                        : "start it, or unset KAFKA_BOOTSTRAP_SERVERS for the embedded broker"));
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
