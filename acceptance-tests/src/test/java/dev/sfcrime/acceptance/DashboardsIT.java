package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.sfcrime.acceptance.DashboardExpressions.Expression;
import dev.sfcrime.acceptance.Prometheus.Sample;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Dashboards and alerts on a running suite: a real Prometheus scrapes it, and the aggregates live in a real PostgreSQL.
 * What the dashboards then find stands in {@code target/dashboards-report.md}.
 */
// all is well first, and broken last
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardsIT {
    private static final Path CHECKOUT = Path.of(System.getProperty("sfcrime.checkout", ".."));
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How long an alert's condition holds before it fires, in place of the minutes of the rules. */
    private static final Duration HURRY = Duration.ofSeconds(5);

    /** What is looked at stays: the whole run is to be found in it. */
    private static final HurriedRules SOONER = new HurriedRules(HURRY, 1);

    private static final int SMALL_REPLAYS = 1_000;

    /** Series that a name may have more without growing with replays: of the first garbage collection for a cause, say. */
    private static final long FEW = 4;

    private static final int AT_ONCE = 50;
    private static final String CUT_OFF = "cut-off.ndjson.gz";
    private static final String READER = "sfcrime_reader";

    private final DashboardExpressions deploy = new DashboardExpressions(CHECKOUT);

    private static final Report report =
            new Report(CHECKOUT.resolve("acceptance-tests/target/dashboards-report.md"), "Dashboards and alerts, live");

    private static Postgres postgres;
    private static Suite suite;
    private static Prometheus prometheus;

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws Exception {
        Installed.require("prometheus");
        Installed.require(Postgres.isThere(), "PostgreSQL's binaries for this machine");
        Datasets datasets = Datasets.ofGeneratedCalls(folder.resolve("datasets"), 8_000);
        byte[] whole = Files.readAllBytes(datasets.folder().resolve(Datasets.GENERATED_LINES));
        Files.write(datasets.folder().resolve(CUT_OFF), Arrays.copyOf(whole, whole.length / 2));
        postgres = Postgres.start(folder.resolve("postgres.log"), Suite.freePort());
        suite = Suite.prepare(
                folder,
                datasets,
                Map.of(
                        "AGGREGATES_URL", postgres.url(),
                        "AGGREGATES_USER", Postgres.USER,
                        "AGGREGATES_PASSWORD", Postgres.PASSWORD));
        suite.up();
        prometheus = Prometheus.start(folder.resolve("prometheus"), suite);
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        Postgres last = postgres;
        Suite second = suite;
        Prometheus first = prometheus;
        try (last;
                second;
                first) {
            // ended in reverse order, each of them even if another one's end fails
        }
    }

    @Test
    @Order(1)
    void everyExpressionHasValuesWhileReplaysRun() throws IOException {
        Map<Expression, List<Sample>> found = new LinkedHashMap<>();
        String paced = suite.startReplay(
                Datasets.GENERATED_LINES,
                "\"loops\":0,\"pace\":{\"recordsPerSecond\":200},\"faults\":{\"malformedRatio\":0.02}");
        String unlimited = suite.startReplay(
                Datasets.GENERATED_CSV,
                "\"loops\":3,\"pace\":{\"unlimited\":true},\"faults\":{\"malformedRatio\":0.02}");

        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
                // somebody has to ask for something, so that there are times of answers
                suite.analytics.get("/api/v1/aggregates/crime-types");
                deploy.all().forEach(expression -> found.put(expression, prometheus.query(expression.promQl())));
                assertThat(found)
                        .allSatisfy((expression, samples) -> assertThat(
                                        expression.rare() || samples.stream().anyMatch(Sample::isNumber))
                                .as("%s, %s finds values: %s", expression.source(), expression.title(), samples)
                                .isTrue());
            });
        } finally {
            report(found);
        }

        suite.ingest.post("/api/v1/replays/" + paced + "/cancel", null);
        assertThat(suite.awaitVerdict(paced)).isEqualTo("MATCHED");
        assertThat(suite.awaitVerdict(unlimited)).isEqualTo("MATCHED");
    }

    /** An alert finds nothing while all is well, and would find nothing either if it looked at what is not there. */
    @Test
    @Order(2)
    void everyRuleReadsSeriesThatAreThere() {
        assertThat(deploy.ofRules())
                .allSatisfy(rule -> assertThat(rule.selectors())
                        .isNotEmpty()
                        .allSatisfy(selector -> assertThat(prometheus.query(selector))
                                .as("%s reads %s", rule.title(), selector)
                                .isNotEmpty()));
    }

    @Test
    @Order(3)
    void everySqlQueryIsAnsweredByTheStoreToARoleThatMayOnlyRead() throws SQLException, IOException {
        try (Connection owner = DriverManager.getConnection(postgres.url(), Postgres.USER, Postgres.PASSWORD);
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE ROLE " + READER + " LOGIN PASSWORD '" + Postgres.PASSWORD + "'");
            statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + READER);
        }
        List<List<String>> table = new ArrayList<>();
        try (Connection reader = DriverManager.getConnection(postgres.url(), READER, Postgres.PASSWORD)) {
            for (SqlQuery query : deploy.sql()) {
                List<List<Object>> rows = query.rows(reader);
                table.add(List.of(query.source(), query.title(), query.sql(), some(rows)));
                assertThat(rows).as(query.title()).isNotEmpty();
                assertThat(rows).allSatisfy(row -> assertThat(row).doesNotContainNull());
            }
        }
        report.add("SQL", List.of("source", "title", "query", "rows"), table);
    }

    @Test
    @Order(4)
    void replaysThatHaveEndedLeaveNoSeriesBehind() throws IOException {
        runSmallReplays(AT_ONCE);
        Map<String, Map<String, Long>> before = series();

        runSmallReplays(SMALL_REPLAYS);

        Map<String, Map<String, Long>> after = new TreeMap<>();
        await().atMost(PATIENCE).untilAsserted(() -> {
            after.putAll(series());
            assertThat(after)
                    .allSatisfy((service, names) -> assertThat(names)
                            .allSatisfy((name, count) -> assertThat(count)
                                    .as("series %s of %s", name, service)
                                    .isLessThan(before.get(service).getOrDefault(name, 0L) + FEW)));
        });
        report.add(
                "Series before and after %,d replays".formatted(SMALL_REPLAYS),
                List.of("service", "before", "after"),
                before.keySet().stream()
                        .map(service -> List.of(service, total(before.get(service)), total(after.get(service))))
                        .toList());
    }

    @Test
    @Order(5)
    void noAlertFiresWhileAllIsWell() throws IOException {
        assertThat(prometheus.query("count_over_time(ALERTS{alertstate=\"firing\"}[1h])"))
                .isEmpty();

        prometheus.hurry(SOONER);

        Duration longEnough = HURRY.plusSeconds(3);
        await().atMost(longEnough.plusSeconds(10))
                .during(longEnough)
                .untilAsserted(() -> assertThat(prometheus.firing()).isEmpty());
    }

    @Test
    @Order(6)
    void alertsFireForWhatTheyTellOf() throws IOException {
        prometheus.hurry(SOONER);

        suite.processes.kill(Processes.VERIFY);
        suite.startReplay(CUT_OFF, "\"pace\":{\"unlimited\":true}");
        suite.kafka.send("{\"crime_id\":", 3_000);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.firing())
                        .containsExactlyInAnyOrder("ServiceDown", "ReplayFailed", "MalformedMessages"));
        report.add("Alerts provoked", List.of("alert", "said"), prometheus.firingWithDescriptions());

        suite.up();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.firing()).doesNotContain("ServiceDown"));
    }

    private static void runSmallReplays(int count) {
        for (int started = 0; started < count; started += AT_ONCE) {
            suite.startReplays(AT_ONCE, "synthetic", "\"limit\":1,\"pace\":{\"unlimited\":true}");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(suite.ingest.get("/api/v1/replays?state=RUNNING&limit=1"))
                            .isEmpty());
        }
    }

    /** How many series each service has, by their names. */
    private static Map<String, Map<String, Long>> series() {
        Map<String, Map<String, Long>> series = new TreeMap<>();
        for (Api service : List.of(suite.ingest, suite.verify, suite.analytics)) {
            series.put(
                    service.name(),
                    service.send("GET", "/actuator/prometheus", null)
                            .body()
                            .lines()
                            .filter(line -> !line.startsWith("#"))
                            .map(line -> line.replaceAll("[{ ].*", ""))
                            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting())));
        }
        return series;
    }

    private static String total(Map<String, Long> series) {
        return Long.toString(series.values().stream().mapToLong(Long::longValue).sum());
    }

    private static void report(Map<Expression, List<Sample>> found) throws IOException {
        report.add(
                "Expressions",
                List.of("source", "title", "expression", "value"),
                found.entrySet().stream()
                        .map(entry -> List.of(
                                entry.getKey().source(),
                                entry.getKey().title(),
                                entry.getKey().expr(),
                                entry.getValue().isEmpty() && entry.getKey().rare()
                                        ? "none, as may be"
                                        : some(entry.getValue())))
                        .toList());
    }

    /** The first few, and how many more there are. */
    private static String some(List<?> all) {
        String first = all.stream().limit(4).map(Objects::toString).collect(Collectors.joining(", "));
        return all.size() > 4 ? first + ", and %d more".formatted(all.size() - 4) : first;
    }
}
