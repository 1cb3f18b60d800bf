package dev.sfcrime.verify.reconcile;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.sfcrime.verify.delivery.Delivered;
import dev.sfcrime.verify.delivery.ReplayReport;
import dev.sfcrime.verify.delivery.SequenceRange;
import dev.sfcrime.verify.reconcile.SparkTotals.AsOf;
import dev.sfcrime.verify.reconcile.SparkTotals.CountedReplay;
import dev.sfcrime.verify.reconcile.SparkTotals.Views;
import dev.sfcrime.verify.topic.ReadBatch;
import dev.sfcrime.wire.ReplayProgress.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.sfcrime.verify.reconcile.Sides.ENDS;
import static dev.sfcrime.verify.reconcile.Sides.START;
import static dev.sfcrime.verify.reconcile.Sides.counted;
import static dev.sfcrime.verify.reconcile.Sides.delivered;
import static dev.sfcrime.verify.reconcile.Sides.report;
import static dev.sfcrime.verify.reconcile.Sides.sent;
import static dev.sfcrime.verify.reconcile.Sides.spark;
import static dev.sfcrime.verify.reconcile.Sides.totals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ComparisonTests {
    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"COMPLETED", "CANCELLED", "FAILED"})
    void sidesThatAgreeOnAnEndedReplayMatch(State state) {
        Reconciliation seen = new Comparison(sent(state), ENDS, delivered(), spark()).reconciliation();

        assertThat(seen.verdict()).isEqualTo(Verdict.MATCHED);
        assertThat(seen.reason()).isNull();
        assertThat(seen.checks()).extracting(Check::name).containsExactly(CheckName.values());
        assertThat(seen.checks()).allMatch(Check::ok);
    }

    @Test
    void aReplayThatSentNothingMatches() {
        SentReplay nothing = new SentReplay("r", State.FAILED, START, 0, 0, 0, 0, 0, 0);
        Delivered none = delivered(new ReplayReport("r", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));

        assertThat(new Comparison(nothing, ENDS, none, new SparkSide.Answered(totals(null)))
                        .reconciliation()
                        .verdict())
                .isEqualTo(Verdict.MATCHED);
    }

    static Stream<Arguments> differences() {
        return Stream.of(
                arguments("ingest lost a record", sentOf(101, 108, 5, 3, 2), delivered(), spark(), "ingest.read"),
                arguments(
                        "ingest says it sent more",
                        sentOf(101, 109, 5, 3, 2),
                        new Delivered(
                                report(),
                                1,
                                List.of(new SequenceRange(106, 106)),
                                delivered().positions(),
                                0),
                        spark(),
                        "ingest.acknowledged verify.received verify.missing verify.lastSequence spark.received"),
                arguments(
                        "Kafka lost one in the middle",
                        sent(),
                        new Delivered(
                                new ReplayReport("r", 107, 104, 3, 1, 0, 1, 105, 5, 5, 3, 2),
                                1,
                                List.of(new SequenceRange(50, 50)),
                                delivered().positions(),
                                0),
                        spark(),
                        "ingest.acknowledged verify.received verify.missing"),
                arguments(
                        "Kafka holds one twice",
                        sent(),
                        delivered(new ReplayReport("r", 109, 105, 4, 0, 0, 1, 105, 5, 5, 3, 2)),
                        spark(),
                        "ingest.acknowledged verify.received verify.duplicates"),
                arguments(
                        "one more is malformed than put in",
                        sent(),
                        delivered(new ReplayReport("r", 108, 105, 3, 0, 0, 1, 105, 6, 5, 3, 2)),
                        spark(),
                        "verify.malformed"),
                arguments(
                        "headers are missing",
                        sent(),
                        delivered(new ReplayReport("r", 108, 105, 3, 0, 0, 1, 105, 5, 4, 2, 1)),
                        spark(),
                        "verify.injectedMalformed verify.injectedDuplicates verify.injectedLate"),
                arguments(
                        "Spark lost one",
                        sent(),
                        delivered(),
                        answered(totals(new CountedReplay(102, 5, 5, 3, 2))),
                        "spark.received"),
                arguments(
                        "Spark saw nothing of it",
                        sent(),
                        delivered(),
                        answered(totals(null)),
                        "spark.received spark.malformed spark.injectedMalformed spark.injectedDuplicates spark.injectedLate"),
                arguments(
                        "Spark took a call for malformed",
                        sent(),
                        delivered(),
                        answered(totals(new CountedReplay(102, 6, 5, 3, 2))),
                        "spark.malformed"),
                arguments(
                        "a view lost one", sent(), delivered(), views(999, 1000, 1000, 1000, 1000), "spark.crimeTypes"),
                arguments(
                        "a view lost one",
                        sent(),
                        delivered(),
                        views(1000, 999, 1000, 1000, 1000),
                        "spark.dispositions"),
                arguments(
                        "a view lost one",
                        sent(),
                        delivered(),
                        views(1000, 1000, 999, 1000, 1000),
                        "spark.timelineHours"),
                arguments(
                        "a view lost one",
                        sent(),
                        delivered(),
                        views(1000, 1000, 1000, 999, 1000),
                        "spark.timelineDays"),
                arguments(
                        "a view counted one twice",
                        sent(),
                        delivered(),
                        views(1000, 1000, 1000, 1000, 1001),
                        "spark.crimeTypeTimeline"));
    }

    private static SentReplay sentOf(long read, long sent, long malformed, long duplicates, long late) {
        return new SentReplay("r", State.COMPLETED, START, read, 2, sent, malformed, duplicates, late);
    }

    private static SparkSide answered(SparkTotals totals) {
        return new SparkSide.Answered(totals);
    }

    private static SparkSide views(long types, long dispositions, long hours, long days, long typeTimeline) {
        return answered(new SparkTotals(
                new AsOf(Map.of(0, 60L, 1, 55L)),
                1000,
                7,
                0,
                new Views(types, dispositions, hours, days, typeTimeline),
                counted()));
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("differences")
    void aDifferenceIsAMismatchThatNamesIt(
            String what, SentReplay sent, Delivered delivered, SparkSide spark, String failing) {
        Reconciliation seen = new Comparison(sent, ENDS, delivered, spark).reconciliation();

        assertThat(seen.verdict()).isEqualTo(Verdict.MISMATCHED);
        List<String> named = seen.checks().stream()
                .filter(check -> !check.ok())
                .map(check -> check.name().toString())
                .toList();
        assertThat(String.join(" ", named)).isEqualTo(failing);
        assertThat(seen.reason()).contains(named.get(0));
        assertThat(seen.missingSequences()).isEqualTo(delivered.missingRanges());
    }

    @Test
    void missingSequencesAreNamedFirst() {
        List<SequenceRange> missing = Stream.of(1, 11, 21, 31)
                .map(from -> new SequenceRange(from, from + 1))
                .toList();
        Delivered lost = new Delivered(
                new ReplayReport("r", 100, 97, 3, 8, 0, 3, 105, 5, 5, 3, 2),
                8,
                missing,
                delivered().positions(),
                0);

        assertThat(new Comparison(sent(), ENDS, lost, spark()).reconciliation().reason())
                .isEqualTo(
                        "missing are 1 to 2, 11 to 12, 21 to 22 and 1 more; ingest.acknowledged is 100 instead of 108,"
                                + " verify.received is 100 instead of 108, verify.missing is 8 instead of 0");
    }

    @Test
    void whatRetentionDroppedIsMissingInNoView() {
        SparkTotals dropped = new SparkTotals(
                new AsOf(Map.of(0, 60L, 1, 55L)), 1000, 7, 40, new Views(960, 960, 960, 960, 960), counted());

        assertThat(new Comparison(sent(), ENDS, delivered(), answered(dropped))
                        .reconciliation()
                        .verdict())
                .isEqualTo(Verdict.MATCHED);
    }

    @Test
    void aMismatchTellsThatTheBeginningOfTheTopicIsGone() {
        Delivered cut = new Delivered(
                new ReplayReport("r", 107, 104, 3, 1, 0, 2, 105, 5, 5, 3, 2),
                1,
                List.of(new SequenceRange(1, 1)),
                List.of(new ReadBatch.Position(0, 7, 60, 60), new ReadBatch.Position(1, 0, 55, 55)),
                0);

        assertThat(new Comparison(sent(), ENDS, cut, spark()).reconciliation().reason())
                .contains("Kafka has deleted the beginning of the topic");
    }

    @Test
    void aMismatchTellsThatReplaysWereForgotten() {
        Delivered forgotten = new Delivered(
                new ReplayReport("r", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                105,
                List.of(new SequenceRange(1, 105)),
                delivered().positions(),
                4);

        assertThat(new Comparison(sent(), ENDS, forgotten, spark())
                        .reconciliation()
                        .reason())
                .contains("this service has forgotten 4 replays");
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"RUNNING", "PAUSED"})
    void aReplayThatGoesOnIsPending(State state) {
        Reconciliation seen = new Comparison(sent(state), null, delivered(), spark()).reconciliation();

        assertThat(seen.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(seen.reason()).isEqualTo("the replay is " + state + ", and more may come");
        assertThat(seen.checks())
                .extracting(Check::name)
                .doesNotContain(CheckName.VERIFY_OFFSETS, CheckName.SPARK_OFFSETS);
    }

    @Test
    void untilKafkaHasToldTheEndsItIsPending() {
        Reconciliation seen = new Comparison(sent(), null, delivered(), spark()).reconciliation();

        assertThat(seen.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(seen.reason()).isEqualTo("Kafka has not told yet where the replay's messages end");
    }

    @Test
    void untilThisServiceHasReadItAllItIsPending() {
        Delivered behind = new Delivered(report(), 0, List.of(), List.of(new ReadBatch.Position(0, 0, 50, 60)), 0);

        Reconciliation seen = new Comparison(sent(), ENDS, behind, spark()).reconciliation();

        assertThat(seen.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(seen.reason()).isEqualTo("this service has 65 offsets still to read");
        assertThat(seen.checks()).contains(new Check(CheckName.VERIFY_OFFSETS, 115, 50, false));
    }

    @Test
    void untilSparkHasCountedItAllItIsPending() {
        SparkTotals behind = new SparkTotals(
                new AsOf(Map.of(0, 60L, 1, 40L)), 1000, 7, 0, new Views(1000, 1000, 1000, 1000, 1000), counted());

        Reconciliation seen = new Comparison(sent(), ENDS, delivered(), answered(behind)).reconciliation();

        assertThat(seen.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(seen.reason()).isEqualTo("Spark has 15 offsets still to count");
        assertThat(seen.checks()).contains(new Check(CheckName.SPARK_OFFSETS, 115, 100, false));
    }

    @Test
    void whileSparkCannotBeAskedItIsPendingAndACheckSaysSo() {
        Reconciliation seen =
                new Comparison(sent(), ENDS, delivered(), new SparkSide.Unreachable("nobody there")).reconciliation();

        assertThat(seen.verdict()).isEqualTo(Verdict.PENDING);
        assertThat(seen.reason()).isEqualTo("nobody there");
        assertThat(seen.checks().stream().filter(check -> !check.ok()))
                .containsExactly(new Check(CheckName.SPARK_REACHABLE, 1, 0, false));
    }

    @Test
    void everyNameIsExplained() {
        for (CheckName name : CheckName.values()) {
            assertThat(CheckName.MEANINGS).contains("`" + name + "`");
        }
    }
}
