package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every PromQL expression under {@code deploy/}: of the dashboards' panels and variables, and of the rules. */
final class DashboardExpressions {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
    /** An identifier that is no function, perhaps with labels. */
    private static final Pattern SELECTOR = Pattern.compile("[a-zA-Z_:][\\w:]*+(?:\\{[^}]*})?+(?!\\s*\\()");
    /** Ranges, and lists of labels. */
    private static final Pattern NO_SERIES =
            Pattern.compile("\\[[^]]*]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset");

    private final Path deploy;

    /**
     * One expression.
     *
     * @param source the dashboard's uid, or the rule file's name
     * @param title the panel's title, {@code variable} and its name, or the rule's name
     * @param expr as it stands there, with Grafana's variables
     * @param rare whether it may find nothing, or only NaN, although all is well and a replay has just run
     */
    record Expression(String source, String title, String expr, boolean rare) {
        /** As Prometheus takes it: over every instance, service and replay, and over times that fit a short run. */
        String promQl() {
            return expr.replace("$__rate_interval", "1m")
                    .replace("$__range", "30m")
                    .replaceAll("\\$(instance|application|replay)\\b", ".+");
        }

        /** Every selector of series in it, such as {@code up{job="x"}}, without its range. */
        Set<String> selectors() {
            return SELECTOR.matcher(NO_SERIES.matcher(promQl()).replaceAll(""))
                    .results()
                    .map(found -> found.group())
                    .filter(name -> !KEYWORDS.contains(name))
                    .collect(Collectors.toSet());
        }

        /** The names of all metrics in it, in no order. */
        Set<String> metrics() {
            return selectors().stream()
                    .map(selector -> selector.replaceAll("\\{.*", ""))
                    .collect(Collectors.toSet());
        }
    }

    DashboardExpressions(Path checkout) {
        this.deploy = checkout.resolve("deploy");
    }

    List<Expression> all() {
        List<Expression> all = new ArrayList<>(ofDashboards());
        all.addAll(ofRules());
        return all;
    }

    List<Expression> ofDashboards() {
        List<Expression> expressions = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            String uid = dashboard.get("uid").asString();
            for (JsonNode variable : dashboard.at("/templating/list")) {
                String title = "variable " + variable.get("name").asString();
                expressions.add(new Expression(uid, title, expressionOf(variable), isRare(uid, title, "")));
            }
            for (JsonNode panel : dashboard.get("panels")) {
                String title = panel.get("title").asString();
                for (JsonNode target : panel.get("targets")) {
                    if (target.has("expr")) {
                        boolean rare = isRare(uid, title, target.get("refId").asString());
                        expressions.add(
                                new Expression(uid, title, target.get("expr").asString(), rare));
                    }
                }
            }
        }
        return expressions;
    }

    /** Every query in SQL. */
    List<SqlQuery> sql() {
        List<SqlQuery> queries = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.get("panels")) {
                for (String sql : panel.get("targets").findValuesAsString("rawSql")) {
                    queries.add(new SqlQuery(
                            dashboard.get("uid").asString(), panel.get("title").asString(), sql));
                }
            }
        }
        return queries;
    }

    /** Recording rules, which have values like a panel, and alerts, which have none while all is well. */
    List<Expression> ofRules() {
        List<Expression> expressions = new ArrayList<>();
        for (JsonNode rule : rules()) {
            boolean alert = rule.has("alert");
            expressions.add(new Expression(
                    "rules",
                    rule.get(alert ? "alert" : "record").asString(),
                    rule.get("expr").asString(),
                    alert));
        }
        return expressions;
    }

    List<JsonNode> dashboards() {
        return files("grafana/dashboards", ".json").map(this::json).toList();
    }

    /** Rules of every kind, in the order in which they stand. */
    List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        files("prometheus/rules", ".yml")
                .map(this::yaml)
                .forEach(file ->
                        file.get("groups").forEach(group -> group.get("rules").forEach(rules::add)));
        return rules;
    }

    /** The tests of the rules, as promtool reads them. */
    List<JsonNode> ruleTests() {
        List<JsonNode> tests = new ArrayList<>();
        files("prometheus/tests", ".yml")
                .map(this::yaml)
                .forEach(file -> file.get("tests").forEach(tests::add));
        return tests;
    }

    /** What {@code rare.yml} says: dashboard, panel, perhaps refId, reason. */
    List<JsonNode> rare() {
        List<JsonNode> rare = new ArrayList<>();
        yaml(deploy.resolve("grafana/rare.yml")).forEach(rare::add);
        return rare;
    }

    JsonNode yaml(Path file) {
        return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(text(file)));
    }

    private JsonNode json(Path file) {
        return JSON.readTree(text(file));
    }

    private boolean isRare(String uid, String title, String refId) {
        return rare().stream()
                .anyMatch(entry -> entry.get("dashboard").asString().equals(uid)
                        && entry.get("panel").asString().equals(title)
                        && (!entry.has("refId") || entry.get("refId").asString().equals(refId)));
    }

    /** What Grafana asks for a variable's values, as an expression that has a result for each of them. */
    private static String expressionOf(JsonNode variable) {
        String query = variable.at("/query/query").asString();
        Matcher labelValues = LABEL_VALUES.matcher(query);
        if (!labelValues.matches()) {
            throw new IllegalArgumentException("a variable's query must be label_values(…, label): " + query);
        }
        return "count by (" + labelValues.group(2) + ") (" + labelValues.group(1) + ")";
    }

    private Stream<Path> files(String folder, String extension) {
        try (Stream<Path> files = Files.list(deploy.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(extension)).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
