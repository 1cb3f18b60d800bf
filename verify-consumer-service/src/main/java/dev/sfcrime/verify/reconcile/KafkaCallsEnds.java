package dev.sfcrime.verify.reconcile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import dev.sfcrime.verify.topic.TopicProperties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/** Asks Kafka, with a client of its own. */
@Component
class KafkaCallsEnds implements CallsEnds, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(KafkaCallsEnds.class);

    private final TopicProperties topic;
    private final KafkaAdmin kafka;
    private @Nullable Admin admin;

    KafkaCallsEnds(TopicProperties topic, KafkaAdmin kafka) {
        this.topic = topic;
        this.kafka = kafka;
    }

    @Override
    public synchronized Optional<EndOffsets> ask() {
        try {
            if (admin == null) {
                admin = Admin.create(kafka.getConfigurationProperties());
            }
            return Optional.of(new EndOffsets(ends(admin)));
        } catch (ExecutionException | RuntimeException failed) {
            log.atDebug().setCause(failed).log("Kafka did not say where the topic of calls ends");
            return Optional.empty();
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Map<Integer, Long> ends(Admin admin) throws ExecutionException, InterruptedException {
        int timeout = (int) topic.requestTimeout().toMillis();
        TopicDescription calls = admin.describeTopics(
                        List.of(topic.name()), new DescribeTopicsOptions().timeoutMs(timeout))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next();
        Map<TopicPartition, OffsetSpec> wanted = calls.partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic.name(), partition.partition()),
                        partition -> OffsetSpec.latest()));
        ListOffsetsOptions options = new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED).timeoutMs(timeout);
        return admin.listOffsets(wanted, options).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        end -> end.getKey().partition(), end -> end.getValue().offset()));
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close(topic.requestTimeout());
            admin = null;
        }
    }
}
