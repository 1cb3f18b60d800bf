package dev.sfcrime.analytics.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import dev.sfcrime.analytics.TestSpark;
import dev.sfcrime.analytics.pipeline.CallCounts;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.streaming.Trigger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The source beside Spark's own, on a broker. */
class CallsSourceIT {
    private static final String OWN = "dev.sfcrime.analytics.source.CallsSource";
    private static final String SPARKS = "kafka";
    private static final byte[] NO_UTF_8 = {'r', (byte) 0xff};

    @TempDir
    static Path brokerFolder;

    private static Broker broker;
    private static SparkSession spark;

    @TempDir
    Path folder;

    private final Map<String, String> options = new HashMap<>();
    private final List<StreamingQueryProgress> progress = new ArrayList<>();
    private String topic;
    private KafkaProducer<byte[], byte[]> producer;

    /** What is counted of a message. */
    record Message(
            @Nullable String value,
            @Nullable String replayId,
            @Nullable String fault) {}

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.start(BrokerSettings.onFreePorts(brokerFolder));
        spark = TestSpark.open();
    }

    @AfterAll
    static void stop() throws Exception {
        spark.stop();
        broker.close();
    }

    @BeforeEach
    void newTopic() throws Exception {
        topic = "calls-" + UUID.randomUUID();
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", topic),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        options.put("kafka.bootstrap.servers", broker.bootstrapServers());
        options.put("subscribe", topic);
        options.put("startingOffsets", "earliest");
        options.put("kafka.isolation.level", "read_committed");
        options.put("kafka.fetch.max.wait.ms", "10");
    }

    @AfterEach
    void closeProducer() {
        producer.close();
    }

    @Test
    void holdsOfEachCommittedMessageWhatSparksOwnSourceReads() throws Exception {
        commit(() -> {
            send("plain", id("r1"), sequence());
            send("the same replay", id("r1"), sequence());
            send("another one", id("r2"), sequence());
            send("no headers");
            send(null, id("r2"), sequence());
            send(null);
        });
        abort(() -> send("aborted", id("r1"), sequence()));
        commit(() -> {
            send("", id("r1"), sequence(), fault("late"));
            send("injected twice", fault("late"), id("r1"), fault("duplicate"));
            send("injected without a replay", fault("malformed"));
            send("unknown fault", id("r1"), sequence(), fault("LATE"));
            send("known, then unknown fault", id("r1"), fault("late"), fault("later"));
            send("two replays", id("first"), id("last"));
            send("replay taken back", id("r1"), new RecordHeader(ReplayHeaders.REPLAY_ID, null));
            send("no text", new RecordHeader(ReplayHeaders.REPLAY_ID, NO_UTF_8));
            send("more headers", new RecordHeader("trace", new byte[] {1, 2}), id("é"), new RecordHeader("x", null));
        });
        abort(() -> send("aborted at the end", id("r1"), sequence()));

        List<Message> read = read(OWN);

        assertThat(read)
                .isEqualTo(read(SPARKS))
                .hasSize(15)
                .startsWith(new Message("plain", "r1", null))
                .contains(
                        new Message(null, null, null),
                        new Message("", "r1", "late"),
                        new Message("injected twice", "r1", "duplicate"),
                        new Message("injected without a replay", null, "malformed"),
                        new Message("unknown fault", "r1", null),
                        new Message("known, then unknown fault", "r1", null),
                        new Message("two replays", "last", null),
                        new Message("replay taken back", null, null),
                        new Message("no text", "r\ufffd", null))
                .endsWith(new Message("more headers", "é", null));
    }

    @Test
    void goesOnFromACheckpointOfSparksOwnSourceAndReportsAsThatDoes() throws Exception {
        commit(() -> send("before", id("r1"), sequence()));
        read(SPARKS, "shared");
        StreamingQueryProgress ofSparks = progress.get(0);
        progress.clear();
        commit(() -> {
            send("after", id("r1"), sequence());
            send("after that", id("r1"), sequence());
        });

        List<Message> read = read(OWN, "shared");

        assertThat(read).containsExactly(new Message("after", "r1", null), new Message("after that", "r1", null));
        StreamingQueryProgress report = progress.get(0);
        assertThat(report.numInputRows()).isEqualTo(2);
        assertThat(report.sources()[0].description())
                .isEqualTo(ofSparks.sources()[0].description())
                .contains(topic);
        assertThat(report.sources()[0].startOffset()).isEqualTo(ofSparks.sources()[0].endOffset());
        assertThat(report.sources()[0].metrics())
                .containsOnlyKeys(ofSparks.sources()[0].metrics().keySet());
    }

    @Test
    void readsNoMoreThanTheLimitAtOnceAndPassesOverGaps() throws Exception {
        for (int transaction = 0; transaction < 5; transaction++) {
            commit(() -> {
                send("one", id("r1"), sequence());
                send("two", id("r1"), sequence());
            });
        }
        deleteBefore(4);
        options.put("maxOffsetsPerTrigger", "3");

        List<Message> read = read(OWN);

        assertThat(read).isEqualTo(read(SPARKS)).hasSize(7);
        assertThat(progress)
                .allSatisfy(batch -> assertThat(batch.numInputRows()).isBetween(0L, 3L));
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN, SPARKS})
    void failsWhereMessagesWereDeletedBeforeTheyWereRead(String source) throws Exception {
        commit(() -> send("read", id("r1"), sequence()));
        read(source);
        commit(() -> {
            send("lost", id("r1"), sequence());
            send("left", id("r1"), sequence());
        });
        deleteBefore(3);

        assertThatThrownBy(() -> read(source))
                .isInstanceOf(StreamingQueryException.class)
                .hasMessageContaining("Could not read records in offset [2, 5)");
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN, SPARKS})
    void passesOverDeletedMessagesWhereItMay(String source) throws Exception {
        options.put("failOnDataLoss", "false");
        commit(() -> send("read", id("r1"), sequence()));
        read(source);
        commit(() -> {
            send("lost", id("r1"), sequence());
            send("left", id("r1"), sequence());
        });
        deleteBefore(3);

        assertThat(read(source)).containsExactly(new Message("left", "r1", null));
    }

    /** What a stream reads until it has all there is, with a checkpoint for each source. */
    private List<Message> read(String source) throws Exception {
        return read(source, source);
    }

    private List<Message> read(String source, String checkpoint) throws Exception {
        List<Message> read = new ArrayList<>();
        VoidFunction2<Dataset<Row>, Long> sink = (batch, batchId) -> {
            for (Row row : batch.collectAsList()) {
                read.add(source.equals(OWN) ? message(row) : ofSparks(row));
            }
        };
        StreamingQuery query = spark.readStream()
                .format(source)
                .option("includeHeaders", "true")
                .options(options)
                .load()
                .writeStream()
                .trigger(Trigger.AvailableNow())
                .option("checkpointLocation", folder.resolve(checkpoint).toUri().toString())
                .foreachBatch(sink)
                .start();
        query.awaitTermination();
        progress.addAll(List.of(query.recentProgress()));
        return read;
    }

    private static Message message(Row row) {
        return new Message(
                text(row.getAs(CallCounts.VALUE)), row.getAs(CallCounts.REPLAY_ID), row.getAs(CallCounts.FAULT));
    }

    private static Message ofSparks(Row row) {
        byte[] replayId = null;
        byte[] fault = null;
        int headers = row.fieldIndex("headers");
        if (!row.isNullAt(headers)) {
            for (Row header : row.<Row>getList(headers)) {
                switch (header.getString(0)) {
                    case ReplayHeaders.REPLAY_ID -> replayId = header.getAs(1);
                    case InjectedFault.HEADER -> fault = header.getAs(1);
                    default -> {
                        // nothing is counted by it
                    }
                }
            }
        }
        return new Message(
                text(row.getAs("value")), text(replayId), InjectedFault.of(fault) == null ? null : text(fault));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private void commit(Runnable sends) {
        producer.beginTransaction();
        sends.run();
        producer.commitTransaction();
    }

    private void abort(Runnable sends) {
        producer.beginTransaction();
        sends.run();
        producer.flush();
        producer.abortTransaction();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a message that failed fails the commit
    private void send(@Nullable String value, Header... headers) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(topic, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
        for (Header header : headers) {
            message.headers().add(header);
        }
        producer.send(message);
    }

    private static Header id(String replayId) {
        return new RecordHeader(ReplayHeaders.REPLAY_ID, ReplayHeaders.replayId(replayId));
    }

    private static Header sequence() {
        return new RecordHeader(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(1));
    }

    private static Header fault(String name) {
        return new RecordHeader(InjectedFault.HEADER, name.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** As Kafka's retention does it. */
    private void deleteBefore(long offset) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }
}
