package dev.sfcrime.analytics.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.sfcrime.analytics.TestSpark;
import dev.sfcrime.wire.InjectedFault;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

import static org.assertj.core.api.Assertions.assertThat;

class CallCountsTests {
    private static final Duration RETENTION = Duration.ofHours(2);
    private static final LocalDateTime ELEVEN = LocalDateTime.of(2018, 12, 31, 23, 0);

    private static SparkSession spark;

    /** What the sink has been told last of each cell and each replay. */
    private final Map<Key, Counts> totals = new HashMap<>();

    @TempDir
    Path folder;

    private final List<Row> sent = new ArrayList<>();
    private MemoryStream<Row> messages;
    private long stateRows;

    record Key(
            @Nullable LocalDateTime hour,
            @Nullable String subject,
            @Nullable String detail) {}

    record Counts(long counted, long malformed) {
        Counts plus(Counts more) {
            return new Counts(counted + more.counted, malformed + more.malformed);
        }
    }

    @BeforeAll
    static void openSpark() {
        spark = TestSpark.open();
    }

    @AfterAll
    static void closeSpark() {
        spark.stop();
    }

    @BeforeEach
    void newStream() {
        messages = MemoryStream.apply(Encoders.row(CallCounts.MESSAGE), spark);
    }

    @Test
    void aCallCountsInItsCellAndForItsReplay() throws Exception {
        send(message(call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM"), "r1"));
        send(message(call("2018-12-31T23:01:00.000", "Traffic Stop", "ADM"), "r1"));

        run();

        assertThat(totals)
                .containsOnly(
                        Map.entry(cell(ELEVEN, "Traffic Stop", "ADM"), new Counts(2, 0)),
                        Map.entry(replay("r1"), new Counts(2, 0)));
    }

    @Test
    void aLateCallCountsInItsOwnHour() throws Exception {
        send(message(call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM"), "r1"));
        run();
        send(message(call("2016-02-29T00:00:00.000", "Traffic Stop", "ADM"), "r1"));

        run();

        assertThat(totals)
                .containsEntry(cell(LocalDateTime.of(2016, 2, 29, 0, 0), "Traffic Stop", "ADM"), new Counts(1, 0))
                .containsEntry(cell(ELEVEN, "Traffic Stop", "ADM"), new Counts(1, 0))
                .containsEntry(replay("r1"), new Counts(2, 0));
    }

    @Test
    void aDuplicateCountsTwice() throws Exception {
        Row message = message(call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM"), "r1");
        send(message);
        send(message);

        run();

        assertThat(totals).containsEntry(cell(ELEVEN, "Traffic Stop", "ADM"), new Counts(2, 0));
    }

    @Test
    void anUnknownDispositionKeepsItsCell() throws Exception {
        send(message(call("2018-12-31T23:57:00.000", "Traffic Stop", "Not recorded"), "r1"));

        run();

        assertThat(totals).containsEntry(cell(ELEVEN, "Traffic Stop", "Not recorded"), new Counts(1, 0));
    }

    @Test
    void absentAndBlankTextsShareTheCellOfTheEmptyText() throws Exception {
        send(message("{\"crime_id\":\"1\",\"call_date_time\":\"2018-12-31T23:57:00\"}", "r1"));
        send(message(call("2018-12-31T23:57:00.000", " ", ""), "r1"));

        run();

        assertThat(totals).containsEntry(cell(ELEVEN, "", ""), new Counts(2, 0));
    }

    @Test
    void malformedMessagesAndTombstonesCountForTheirReplayAlone() throws Exception {
        for (String line : contract("malformed.tsv").toList()) {
            send(message(line.split("\t", 2)[1], "r1"));
        }
        send(message(null, "r1"));

        run();

        long sent = contract("malformed.tsv").count() + 1;
        assertThat(totals).containsOnly(Map.entry(replay("r1"), new Counts(0, sent)));
    }

    @Test
    void everyValidFormOfAMessageIsCounted() throws Exception {
        for (String line : contract("valid-variants.jsonl").toList()) {
            send(message(line, "r1"));
        }

        run();

        assertThat(totals)
                .containsEntry(
                        replay("r1"),
                        new Counts(contract("valid-variants.jsonl").count(), 0));
    }

    @Test
    void messagesWithoutAReplayIdCountTogether() throws Exception {
        String call = call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM");
        send(message(call, null));
        send(message("broken", null));

        run();

        assertThat(totals).containsEntry(replay(null), new Counts(1, 1));
    }

    @Test
    void whatAReplayInjectsCountsAsEveryMessageDoesAndOnceMoreByItsFault() throws Exception {
        String call = call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM");
        send(message(call, "r1"));
        send(injected(call, "r1", "duplicate"));
        send(injected(call, "r1", "duplicate"));
        send(injected(call("2018-12-31T21:57:00.000", "Traffic Stop", "ADM"), "r1", "late"));
        send(injected("{broken", "r1", "malformed"));
        send(injected(call, "r2", "malformed"));

        run();

        assertThat(totals)
                .containsOnly(
                        Map.entry(cell(ELEVEN, "Traffic Stop", "ADM"), new Counts(4, 0)),
                        Map.entry(cell(ELEVEN.minusHours(2), "Traffic Stop", "ADM"), new Counts(1, 0)),
                        Map.entry(replay("r1"), new Counts(4, 1)),
                        Map.entry(replay("r2"), new Counts(1, 0)),
                        Map.entry(fault("r1", InjectedFault.DUPLICATE), new Counts(2, 0)),
                        Map.entry(fault("r1", InjectedFault.LATE), new Counts(1, 0)),
                        Map.entry(fault("r1", InjectedFault.MALFORMED), new Counts(0, 1)),
                        Map.entry(fault("r2", InjectedFault.MALFORMED), new Counts(1, 0)));
    }

    @Test
    void anInjectedMessageWithoutAReplayIdCountsWithItsLikes() throws Exception {
        send(injected("broken", null, "malformed"));

        run();

        assertThat(totals).containsOnlyKeys(replay(null), fault(null, InjectedFault.MALFORMED));
    }

    @Test
    void withARetentionOldHoursLeaveTheStateAndCallsForThemAreDroppedButReplaysCountOn() throws Exception {
        send(message(call("2018-12-31T20:57:00.000", "Traffic Stop", "ADM"), "r1"));
        send(message(call("2018-12-31T21:57:00.000", "Traffic Stop", "ADM"), "r1"));
        send(message(call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM"), "r1"));
        send(injected("{broken", "r1", "malformed"));
        run(RETENTION);
        assertThat(totals).hasSize(5);
        assertThat(stateRows).as("20:00 has left").isEqualTo(4);
        totals.clear();
        send(message(call("2018-12-31T20:58:00.000", "Traffic Stop", "ADM"), "r1"));
        send(message(call("2018-12-31T20:58:00.000", "Never seen", "ADM"), "r2"));
        send(message(call("2018-12-31T21:58:00.000", "Traffic Stop", "ADM"), "r1"));
        send(injected("{broken", "r1", "malformed"));

        run(RETENTION);

        assertThat(totals)
                .containsOnly(
                        Map.entry(cell(ELEVEN.minusHours(2), "Traffic Stop", "ADM"), new Counts(2, 0)),
                        Map.entry(replay("r1"), new Counts(5, 2)),
                        Map.entry(replay("r2"), new Counts(1, 0)),
                        Map.entry(fault("r1", InjectedFault.MALFORMED), new Counts(0, 2)));
        assertThat(stateRows).isEqualTo(5);
    }

    @Test
    void aRetentionKeepsTheReplaysOfMessagesThatAreNoCall() throws Exception {
        send(message("{broken", "r1"));
        run(RETENTION);
        send(message(call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM"), "r2"));
        run(RETENTION);
        send(message("{broken", "r1"));

        run(RETENTION);

        assertThat(totals).containsEntry(replay("r1"), new Counts(0, 2));
    }

    @Test
    void aBatchWithARetentionThatIsRunAgainAfterACrashGivesTheSameTotals() throws Exception {
        send(message(call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM"), "r1"));
        run(RETENTION);
        totals.clear();
        send(message(call("2018-12-31T12:57:00.000", "Traffic Stop", "ADM"), "r1"));
        send(message(call("2018-12-31T22:57:00.000", "Traffic Stop", "ADM"), "r1"));
        run(RETENTION);
        Map<Key, Counts> before = Map.copyOf(totals);
        totals.clear();
        forgetLastCommit();

        run(RETENTION);

        assertThat(totals).isEqualTo(before).hasSize(2);
    }

    @Test
    void theTimeFromWhichCellsAreKeptIsTheNewestHourLessTheRetention() {
        assertThat(CallCounts.retainedFrom(0)).isNull();
        assertThat(CallCounts.retainedFrom(
                        ELEVEN.minus(RETENTION).toInstant(ZoneOffset.UTC).toEpochMilli() - 1))
                .isEqualTo(ELEVEN.minus(RETENTION));
    }

    @Test
    void onlyWhatABatchChangedIsHandedOn() throws Exception {
        send(message(call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM"), "r1"));
        run();
        totals.clear();
        send(message(call("2018-12-31T23:57:00.000", "Passing Call", "HAN"), "r2"));

        run();

        assertThat(totals).containsOnlyKeys(cell(ELEVEN, "Passing Call", "HAN"), replay("r2"));
    }

    @Test
    void aBatchThatIsRunAgainAfterACrashGivesTheSameTotals() throws Exception {
        send(message(call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM"), "r1"));
        run();
        send(message(call("2018-12-31T23:58:00.000", "Traffic Stop", "ADM"), "r1"));
        run();
        Map<Key, Counts> before = Map.copyOf(totals);
        totals.clear();
        forgetLastCommit();

        run();

        assertThat(totals).isEqualTo(before);
    }

    @Test
    void countsInPartsAddUpToTheTotalsOfTheStream() throws Exception {
        for (int i = 0; i < 50; i++) {
            String time = "2018-12-%02dT%02d:57:00.000".formatted(1 + i % 3, i % 5);
            send(message(i % 10 == 0 ? "{broken" : call(time, "Type " + i % 4, "HAN"), "r" + i % 3));
            send(injected(call("0000-01-01T00:00:00", "", "ADM"), "r1", "duplicate"));
            send(message(call("9999-12-31T23:59:59", "\u00e9\ud83d\ude93", "\u0000"), "r1"));
        }
        run();
        Map<Key, Counts> expected = Map.copyOf(totals);
        totals.clear();

        collectParts(CallCounts.inParts(
                spark.createDataFrame(sent, CallCounts.MESSAGE).repartition(3)));

        assertThat(totals).isEqualTo(expected);
    }

    @Test
    void aStreamInPartsBringsWhatEachBatchAdds() throws Exception {
        String call = call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM");
        send(message(call, "r1"));
        runInParts();
        assertThat(totals)
                .containsOnly(
                        Map.entry(cell(ELEVEN, "Traffic Stop", "ADM"), new Counts(1, 0)),
                        Map.entry(replay("r1"), new Counts(1, 0)));
        totals.clear();
        send(message(call, "r1"));
        send(message(call("2016-02-29T00:00:00.000", "Traffic Stop", "ADM"), "r1"));
        send(message(null, "r2"));

        runInParts();

        assertThat(totals)
                .containsOnly(
                        Map.entry(cell(ELEVEN, "Traffic Stop", "ADM"), new Counts(1, 0)),
                        Map.entry(cell(LocalDateTime.of(2016, 2, 29, 0, 0), "Traffic Stop", "ADM"), new Counts(1, 0)),
                        Map.entry(replay("r1"), new Counts(2, 0)),
                        Map.entry(replay("r2"), new Counts(0, 1)));
    }

    @Test
    void aBatchInPartsThatIsRunAgainAfterACrashBringsTheSame() throws Exception {
        send(message(call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM"), "r1"));
        runInParts();
        Map<Key, Counts> before = Map.copyOf(totals);
        totals.clear();
        Files.delete(folder.resolve("commits/0"));
        Files.deleteIfExists(folder.resolve("commits/.0.crc"));

        runInParts();

        assertThat(totals).isEqualTo(before).hasSize(2);
    }

    @Test
    void aBatchCountsAsTheStreamDoes() throws Exception {
        Row valid = message(call("2018-12-31T23:57:00.000", "Traffic Stop", "ADM"), "r1");
        Row malformed = message("{}", "r1");

        collect(CallCounts.of(spark.createDataFrame(List.of(valid, malformed), CallCounts.MESSAGE)));

        assertThat(totals)
                .containsOnly(
                        Map.entry(cell(ELEVEN, "Traffic Stop", "ADM"), new Counts(1, 0)),
                        Map.entry(replay("r1"), new Counts(1, 1)));
    }

    /** As a crash between the sink and the end of the batch leaves it. */
    private void forgetLastCommit() throws IOException {
        Path commits = folder.resolve("commits");
        int last = 0;
        while (Files.exists(commits.resolve(Integer.toString(last + 1)))) {
            last++;
        }
        Files.delete(commits.resolve(Integer.toString(last)));
        Files.deleteIfExists(commits.resolve("." + last + ".crc"));
    }

    private void send(Row message) {
        sent.add(message);
        messages.addData(CollectionConverters.asScala(List.of(message)).toSeq());
    }

    /** Counts in both ways, which must agree. */
    private void run() throws Exception {
        run(null);
        Map<Key, Counts> ofStream = Map.copyOf(totals);
        totals.clear();
        collectParts(CallCounts.inParts(spark.createDataFrame(sent, CallCounts.MESSAGE)));
        assertThat(totals).containsAllEntriesOf(ofStream);
        totals.clear();
        totals.putAll(ofStream);
    }

    /** A run of the stream, until all that was sent is counted: stopped and started again for each. */
    private void run(@Nullable Duration retention) throws Exception {
        VoidFunction2<Dataset<Row>, Long> sink = (changed, batchId) -> collect(changed);
        StreamingQuery query = CallCounts.of(messages.toDF(), retention)
                .writeStream()
                .outputMode("update")
                .option("checkpointLocation", folder.toUri().toString())
                .foreachBatch(sink)
                .start();
        try {
            query.processAllAvailable();
            stateRows = query.lastProgress() == null
                    ? stateRows
                    : query.lastProgress().stateOperators()[0].numRowsTotal();
        } finally {
            query.stop();
        }
    }

    private void collectParts(List<byte[]> parts) {
        for (byte[] part : parts) {
            Tally.read(part, new Adding());
        }
    }

    /** Adds up what parts counted. */
    private final class Adding implements Tally.Reader {
        private final List<String[]> kinds = new ArrayList<>();

        @Override
        public void kind(String crimeType, String disposition) {
            kinds.add(new String[] {crimeType, disposition});
        }

        @Override
        public void cell(LocalDateTime eventHour, int kind, long counted) {
            add(CallCountsTests.cell(eventHour, kinds.get(kind)[0], kinds.get(kind)[1]), new Counts(counted, 0));
        }

        @Override
        public void other(Counter counter, long counted, long malformed) {
            add(new Key(null, counter.subject(), counter.detail()), new Counts(counted, malformed));
        }

        private void add(Key key, Counts counts) {
            totals.merge(key, counts, Counts::plus);
        }
    }

    private void runInParts() throws Exception {
        VoidFunction2<Dataset<Row>, Long> sink = (batch, batchId) -> collectParts(CallCounts.inParts(batch));
        StreamingQuery query = messages.toDF()
                .writeStream()
                .option("checkpointLocation", folder.toUri().toString())
                .foreachBatch(sink)
                .start();
        try {
            query.processAllAvailable();
        } finally {
            query.stop();
        }
    }

    private void collect(Dataset<Row> changed) {
        for (Row row : changed.collectAsList()) {
            Key key = new Key(
                    row.getAs(CallCounts.EVENT_HOUR), row.getAs(CallCounts.SUBJECT), row.getAs(CallCounts.DETAIL));
            totals.put(key, new Counts(row.getAs(CallCounts.COUNTED), row.getAs(CallCounts.MALFORMED)));
        }
    }

    private static Key cell(LocalDateTime hour, String crimeType, String disposition) {
        return new Key(hour, crimeType, disposition);
    }

    private static Key replay(@Nullable String id) {
        return new Key(null, id, null);
    }

    private static Key fault(@Nullable String replayId, InjectedFault fault) {
        return new Key(null, replayId, fault.name().toLowerCase(Locale.ROOT));
    }

    private static Row message(@Nullable String value, @Nullable String replayId) {
        return RowFactory.create(value == null ? null : bytes(value), replayId, null);
    }

    private static Row injected(String value, @Nullable String replayId, String fault) {
        return RowFactory.create(bytes(value), replayId, fault);
    }

    private static String call(String time, String crimeType, String disposition) {
        return "{\"crime_id\":\"1\",\"original_crime_type_name\":\"%s\",\"call_date_time\":\"%s\",\"disposition\":\"%s\"}"
                .formatted(crimeType, time, disposition);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Lines of a file of golden messages, which every side of the wire reads. */
    private static Stream<String> contract(String name) throws IOException {
        try (InputStream lines =
                Objects.requireNonNull(CallCountsTests.class.getResourceAsStream("/contract/" + name))) {
            return Arrays.stream(new String(lines.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
        }
    }
}
