package dev.sfcrime.ingest.publish;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sfcrime.wire.ReplayProgress;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/** Publishes by Kafka transactions: each replay has a producer of its own, by whose transactional id it is fenced. */
@Component
class KafkaRecordPublisher implements RecordPublisher {
    /** What transactional ids begin with; the replay's id follows. */
    static final String TRANSACTIONAL_ID_PREFIX = "sfcrime-replay-";

    private static final Logger log = LoggerFactory.getLogger(KafkaRecordPublisher.class);

    private final ProducerFactory<String, byte[]> producers;
    private final RequiredTopics topics;
    private final OpenTransactions openTransactions;
    private final ProgressTopic progress;
    private final TransactionMeters meters;

    KafkaRecordPublisher(
            ProducerFactory<String, byte[]> producers,
            RequiredTopics topics,
            OpenTransactions openTransactions,
            ProgressTopic progress,
            TransactionMeters meters) {
        this.producers = producers;
        this.topics = topics;
        this.openTransactions = openTransactions;
        this.progress = progress;
        this.meters = meters;
    }

    @Override
    public List<ReplayProgress> takeOver() throws PublishingException, InterruptedException {
        topics.create();
        // all sharers close it in vain; opened now, and not when the first replay is forgotten, it adds no series later
        producers.createProducer().close();
        openTransactions.abortThoseOf(TRANSACTIONAL_ID_PREFIX);
        return progress.readAll();
    }

    @Override
    public PublishingSession open(String replayId) throws PublishingException, InterruptedException {
        Map<String, Object> settings = new HashMap<>(producers.getConfigurationProperties());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID_PREFIX + replayId);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "replay-" + replayId);
        KafkaSession session;
        try {
            Producer<String, byte[]> producer =
                    new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            session = new KafkaSession(producer, progress, meters, replayId);
        } catch (KafkaException misconfigured) {
            throw KafkaFailures.of(misconfigured);
        }
        try {
            session.begin();
            return session;
        } catch (PublishingException | InterruptedException | RuntimeException failed) {
            session.close();
            throw failed;
        }
    }

    @Override
    public @Nullable ReplayProgress committed(String replayId) throws PublishingException, InterruptedException {
        return progress.newest(replayId);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears what the future would tell
    public void forget(String replayId) {
        progress.forget(replayId);
        try (Producer<String, byte[]> shared = producers.createProducer()) {
            shared.send(new ProducerRecord<>(Topics.REPLAY_PROGRESS, replayId, null), (metadata, failure) -> {
                if (failure != null) {
                    notForgotten(replayId, failure);
                }
            });
        } catch (KafkaException failure) {
            notForgotten(replayId, failure);
        }
    }

    private static void notForgotten(String replayId, Exception failure) {
        log.atDebug()
                .addKeyValue("replay", replayId)
                .setCause(failure)
                .log("Replay's progress stays in Kafka until the next start");
    }
}
