package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sfcrime.acceptance.DashboardExpressions.Expression;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What lies under {@code deploy/} holds together: dashboards, rules, their documentation and their tests. */
class DeployTests {
    private static final Path CHECKOUT = Path.of(Objects.requireNonNull(System.getProperty("sfcrime.checkout")));
    private static final Set<String> PANEL_TYPES =
            Set.of("timeseries", "stat", "gauge", "bargauge", "table", "heatmap");
    private static final Set<String> SEVERITIES = Set.of("critical", "warning");
    private static final Pattern TABLE_ROW = Pattern.compile("^\\| (`[^|]+`) \\|", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CREATED_TABLE = Pattern.compile("CREATE TABLE (\\w+)");
    private static final Pattern READ_TABLE = Pattern.compile("(?:FROM|JOIN) (\\w+)");
    private static final Pattern FIXED_INTERVAL = Pattern.compile("\\[\\d");

    private final DashboardExpressions deploy = new DashboardExpressions(CHECKOUT);

    @Test
    void everyDashboardCanBeToldFromTheOthersAndRefreshes() {
        assertThat(deploy.dashboards())
                .extracting(dashboard -> text(dashboard, "uid"))
                .doesNotHaveDuplicates()
                .allMatch(uid -> uid.startsWith("sfcrime-"));
        assertThat(deploy.dashboards()).allSatisfy(dashboard -> {
            assertThat(text(dashboard, "title")).isNotBlank();
            assertThat(text(dashboard, "description")).isNotBlank();
            assertThat(text(dashboard, "refresh")).isEqualTo("5s");
        });
    }

    @Test
    void everyPanelAsksAQuestionAndSaysHowToReadTheAnswer() {
        for (JsonNode dashboard : deploy.dashboards()) {
            assertThat(dashboard.get("panels"))
                    .as(text(dashboard, "title"))
                    .isNotEmpty()
                    .extracting(panel -> text(panel, "title"))
                    .doesNotHaveDuplicates()
                    .allMatch(title -> title.endsWith("?"));
            assertThat(dashboard.get("panels")).allSatisfy(panel -> {
                assertThat(text(panel, "type")).isIn(PANEL_TYPES);
                assertThat(text(panel, "description")).isNotBlank();
                assertThat(panel.at("/fieldConfig/defaults/unit").asString("")).isNotBlank();
                assertThat(panel.get("targets")).isNotEmpty();
            });
        }
    }

    @Test
    void panelsLieSideBySideAndNotOnEachOther() {
        for (JsonNode dashboard : deploy.dashboards()) {
            Set<List<Integer>> taken = new HashSet<>();
            for (JsonNode panel : dashboard.get("panels")) {
                JsonNode place = panel.get("gridPos");
                int left = place.get("x").asInt();
                int top = place.get("y").asInt();
                for (int x = left; x < left + place.get("w").asInt(); x++) {
                    for (int y = top; y < top + place.get("h").asInt(); y++) {
                        assertThat(taken.add(List.of(x, y)) && x < 24)
                                .as("%s, column %s, line %s", text(panel, "title"), x, y)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void ratesOfDashboardsFollowTheScrapeInterval() {
        assertThat(deploy.ofDashboards()).extracting(Expression::expr).noneMatch(FIXED_INTERVAL.asPredicate());
    }

    @Test
    void everyMetricOfAnExpressionIsDocumented() throws IOException {
        Set<String> documented = documentedMetrics();

        assertThat(documented).contains("analytics_lag_records", "verify_latency_seconds", "up");
        assertThat(deploy.all())
                .allSatisfy(expression ->
                        assertThat(expression.metrics()).isNotEmpty().allMatch(isIn(documented)));
    }

    @Test
    void sqlOfDashboardsReadsTablesThatMigrationsCreate() throws IOException {
        Set<String> tables = found(CREATED_TABLE, migrations());
        Set<String> read = deploy.sql().stream()
                .flatMap(query -> found(READ_TABLE, query.sql()).stream())
                .collect(Collectors.toSet());

        assertThat(read).isNotEmpty().isSubsetOf(tables);
    }

    @Test
    void everyRareQueryNamesAPanelAndAReason() {
        assertThat(deploy.rare()).allSatisfy(entry -> {
            assertThat(text(entry, "reason")).isNotBlank();
            assertThat(deploy.ofDashboards())
                    .filteredOn(Expression::rare)
                    .anyMatch(expression -> expression.source().equals(text(entry, "dashboard"))
                            && expression.title().equals(text(entry, "panel")));
        });
    }

    @Test
    void everyAlertSaysHowBadItIsWhatItIsAndWhatToDo() {
        assertThat(alerts()).allSatisfy(alert -> {
            assertThat(alert.at("/labels/severity").asString("")).isIn(SEVERITIES);
            assertThat(alert.at("/annotations/summary").asString("")).isNotBlank();
            assertThat(alert.at("/annotations/description").asString("")).contains("$value");
            assertThat(alert.at("/annotations/runbook").asString(""))
                    .isEqualTo("docs/runbooks/" + text(alert, "alert") + ".md");
        });
    }

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() throws IOException {
        try (Stream<Path> runbooks = Files.list(CHECKOUT.resolve("docs/runbooks"))) {
            assertThat(runbooks.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(alerts().stream()
                            .map(alert -> text(alert, "alert") + ".md")
                            .toList());
        }
    }

    @Test
    void everyAlertIsTestedToFireAndToKeepSilent() {
        List<JsonNode> tests = new ArrayList<>();
        deploy.ruleTests().forEach(test -> test.path("alert_rule_test").forEach(tests::add));

        assertThat(alerts())
                .allSatisfy(alert -> assertThat(tests)
                        .filteredOn(test -> text(test, "alertname").equals(text(alert, "alert")))
                        .anyMatch(test -> test.get("exp_alerts").isEmpty())
                        .anyMatch(test -> !test.get("exp_alerts").isEmpty()));
    }

    @Test
    void bothScrapeConfigurationsKnowTheSameServices() {
        assertThat(jobs("prometheus.yml"))
                .containsExactly("ingest-service", "verify-consumer-service", "analytics-service")
                .isEqualTo(jobs("prometheus-local.yml"));
    }

    /** Prometheus' own tool knows best. */
    @Test
    void promtoolAcceptsConfigurationAndRulesAndPassesTheirTests() throws Exception {
        Installed.require("promtool");

        assertPasses("promtool", "check", "config", "prometheus.yml", "prometheus-local.yml");
        List<String> tests = new ArrayList<>(List.of("promtool", "test", "rules"));
        try (Stream<Path> files = Files.list(CHECKOUT.resolve("deploy/prometheus/tests"))) {
            files.map(file -> "tests/" + file.getFileName()).sorted().forEach(tests::add);
        }
        assertPasses(tests.toArray(String[]::new));
    }

    private List<JsonNode> alerts() {
        return deploy.rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    private List<String> jobs(String file) {
        List<String> jobs = new ArrayList<>();
        deploy.yaml(CHECKOUT.resolve("deploy/prometheus").resolve(file))
                .get("scrape_configs")
                .forEach(job -> jobs.add(text(job, "job_name")));
        return jobs;
    }

    /** What stands in the first column of a table of docs/metrics.md, and in the text that tells of Prometheus' own. */
    private static Set<String> documentedMetrics() throws IOException {
        String page = Files.readString(CHECKOUT.resolve("docs/metrics.md"));
        Set<String> names = TABLE_ROW
                .matcher(page)
                .results()
                .flatMap(row -> CODE.matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
        names.addAll(Set.of("up", "ALERTS"));
        return names;
    }

    private static String migrations() throws IOException {
        Path folder = CHECKOUT.resolve("analytics-service/src/main/resources/db/migration");
        StringBuilder sql = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                sql.append(Files.readString(file));
            }
        }
        return sql.toString();
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    /** A histogram is documented under its name, and read by its parts. */
    private static Predicate<String> isIn(Set<String> documented) {
        return name ->
                documented.contains(name) || documented.contains(name.replaceAll("_(bucket|count|sum|max)$", ""));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static void assertPasses(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(CHECKOUT.resolve("deploy/prometheus").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
