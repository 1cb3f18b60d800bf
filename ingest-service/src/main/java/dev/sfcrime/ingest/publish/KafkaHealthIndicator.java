package dev.sfcrime.ingest.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import dev.sfcrime.kafka.KafkaRefusal;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Whether Kafka can be reached and has the topics; asked at most every few seconds, however often probes come. */
@Component
class KafkaHealthIndicator implements HealthIndicator {
    private static final Logger log = LoggerFactory.getLogger(KafkaHealthIndicator.class);
    private static final Duration KEPT_FOR = Duration.ofSeconds(3);
    private static final int TIMEOUT_MILLIS = 2_000;

    private final Admin admin;
    private final Map<String, Object> settings;
    private final RequiredTopics topics;
    private final Clock clock;

    /** Guarded by this. */
    private Health last = Health.unknown().build();

    /** Guarded by this. */
    private Instant keptUntil = Instant.MIN;

    KafkaHealthIndicator(Admin admin, KafkaAdmin settings, RequiredTopics topics, Clock clock) {
        this.admin = admin;
        this.settings = settings.getConfigurationProperties();
        this.topics = topics;
        this.clock = clock;
    }

    @Override
    public synchronized Health health() {
        if (!clock.instant().isBefore(keptUntil)) {
            Health now = ask();
            if (!now.getStatus().equals(last.getStatus())) {
                log.atInfo()
                        .addKeyValue("status", now.getStatus())
                        .addKeyValue("details", now.getDetails())
                        .log("Kafka's health changed");
            }
            last = now;
            keptUntil = clock.instant().plus(KEPT_FOR);
        }
        return last;
    }

    private Health ask() {
        try {
            String cluster = admin.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS))
                    .clusterId()
                    .get();
            if (!topics.exist()) {
                return down("The topics of replays do not exist yet and are being created");
            }
            return Health.up().withDetail("clusterId", cluster).build();
        } catch (ExecutionException unreachable) {
            return down(KafkaRefusal.reason(unreachable, settings));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return down("Interrupted while asking Kafka");
        }
    }

    private static Health down(String reason) {
        return Health.down().withDetail("reason", reason).build();
    }
}
