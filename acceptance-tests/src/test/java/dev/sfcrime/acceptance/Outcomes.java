package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** What attacks got, and what is wrong with it. Thread-safe. */
final class Outcomes {
    /** Names of exceptions and of code, lines of traces, places on the disk, what /etc/passwd holds. */
    private static final Pattern LEAK = Pattern.compile(
            "[a-z]\\w*Exception|\\bat [\\w.$]+\\([\\w.]+:\\d+\\)|(java|jakarta|org\\.apache|org\\.springframework|tools\\.jackson|dev\\.sfcrime|org\\.h2|org\\.postgresql)\\.\\w+\\.|root:x:0|Apache Tomcat");

    private final List<String> secrets;
    private final Map<String, Map<String, Integer>> statuses = new TreeMap<>();
    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

    /** With texts that no answer may hold. */
    Outcomes(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    void add(Attack attack, RawHttp.Answer answer) {
        count(attack.kind(), answer.status() == 0 ? "connection closed" : Integer.toString(answer.status()));
        boolean isLimit = answer.status() == 503 && answer.body().contains("Too many");
        if (answer.status() >= 500 && !isLimit && !attack.expected().contains(answer.status())) {
            fault(attack, answer, "is a fault of the server");
        }
        if (!attack.expected().isEmpty() && !attack.expected().contains(answer.status())) {
            fault(attack, answer, "is none of " + attack.expected());
        }
        if (attack.expected().isEmpty() && Fuzz.changes(attack) && answer.status() / 100 == 2) {
            fault(attack, answer, "is a success");
        }
        if (answer.headers().stream()
                .anyMatch(line -> line.startsWith("X-Injected") || line.contains("Set-Cookie: x"))) {
            fault(attack, answer, "has a header that was smuggled in");
        }
        if (answer.header("Access-Control-Allow-Origin").isPresent()) {
            fault(attack, answer, "lets another site read it");
        }
        String all = answer.body() + answer.headers();
        secrets.stream().filter(all::contains).forEach(secret -> fault(attack, answer, "shows the secret " + secret));
        // metrics have the simple names of exceptions by intention, for whoever may read them
        if (LEAK.matcher(all).find() && !attack.line().contains("/actuator/prometheus")) {
            fault(attack, answer, "tells of the inside");
        }
        boolean isError = answer.status() >= 400;
        if (isError
                && !answer.body().isEmpty()
                && !answer.header("Content-Type").orElse("").startsWith("application/problem+json")) {
            fault(attack, answer, "is no problem detail");
        }
    }

    void count(String kind, String got) {
        synchronized (statuses) {
            statuses.computeIfAbsent(kind, absent -> new TreeMap<>()).merge(got, 1, Integer::sum);
        }
    }

    private void fault(Attack attack, RawHttp.Answer answer, String why) {
        String body = answer.body();
        faults.add("%s -> %d %s: %s"
                .formatted(attack, answer.status(), why, body.substring(0, Math.min(300, body.length()))));
    }

    void requireHarmless() {
        assertThat(faults.stream().limit(40)).as("%d faults", faults.size()).isEmpty();
    }

    void write(Path file, String seed, String unchanged) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        statuses.forEach((kind, got) -> rows.add(List.of(
                kind,
                Integer.toString(
                        got.values().stream().mapToInt(Integer::intValue).sum()),
                got.entrySet().stream()
                        .map(one -> one.getKey() + " × " + one.getValue())
                        .collect(Collectors.joining(", ")))));
        Report report = new Report(file, "Attacks tried on the packaged services");
        report.add("What was tried, and what it got", List.of("attack", "requests", "answers"), rows);
        report.add(
                "What came of it",
                List.of("", ""),
                List.of(
                        List.of("answers that are wrong", Integer.toString(faults.size())),
                        List.of("seed of the fuzzed requests", seed),
                        List.of("replays, messages and aggregates before and after", unchanged)));
    }
}
