package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.sfcrime.local.secure.ClosedBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The packaged services with credentials, before a Kafka that demands TLS and a login, and whoever wants to get in
 * without them or to do harm. What was tried and what it got stands in {@code target/attacks-report.md}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClosedDoorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final int FUZZED = Integer.getInteger("doors.requests", 10_000);
    private static final long SEED = Long.getLong("doors.seed", System.nanoTime() & 0xFFFFFF);
    private static final int CALLERS = 4;
    private static final int STREAMS = 150;
    private static final int SLOW = 60;
    private static final Path REPORT = Path.of("target", "attacks-report.md");

    @TempDir
    private static Path folder;

    private static ClosedBroker broker;
    private static Suite suite;
    private static State before;
    private static Outcomes outcomes;

    @BeforeAll
    static void start() throws Exception {
        broker = ClosedBroker.start(Files.createDirectories(folder.resolve("kafka")));
        Datasets datasets = Datasets.in(folder.resolve("datasets"));
        addTraps(datasets.folder());
        Map<String, String> settings = new TreeMap<>(broker.access());
        settings.putAll(Map.of(
                "SFCRIME_OPERATOR_PASSWORD_HASH",
                "{noop}" + Attacks.OPERATOR_SECRET,
                "SFCRIME_VIEWER_PASSWORD_HASH",
                "{noop}" + Attacks.VIEWER_SECRET,
                "SFCRIME_PASSWORD",
                Attacks.OPERATOR_SECRET,
                "SFCRIME_REQUESTS_PER_SECOND",
                "0"));
        suite = Suite.prepare(folder, datasets, settings);
        suite.up();
        outcomes = new Outcomes(
                List.of(Attacks.OPERATOR_SECRET, Attacks.VIEWER_SECRET, ClosedBroker.PASSWORD, folder.toString()));
        JsonNode replay =
                json("ingest", Attacks.OPERATOR, "POST", "/api/v1/replays", "{\"dataset\":\"formulas.ndjson\"}");
        State.awaitEnd(ClosedDoorsIT::view, replay.get("id").asString());
        before = State.now(ClosedDoorsIT::view, broker.openServers());
    }

    /** Links that lead out of the folder, and texts that spreadsheets would run. */
    private static void addTraps(Path datasets) throws IOException {
        Files.createSymbolicLink(datasets.resolve("link-out.json"), Path.of("/etc/passwd"));
        Files.createSymbolicLink(datasets.resolve("link-folder"), Path.of("/etc"));
        Files.write(
                datasets.resolve("formulas.ndjson"),
                Stream.of("=1+1", "+1", "-1", "@SUM(A1)", "'=1")
                        .map(type ->
                                "{\"crime_id\":\"%s\",\"call_date_time\":\"2018-12-31T23:57:00\",\"original_crime_type_name\":\"%s\"}"
                                        .formatted(type, type))
                        .toList());
    }

    @AfterAll
    static void stop() throws IOException {
        ClosedBroker kafka = broker;
        try (kafka) {
            if (suite != null) {
                suite.close();
            }
        }
    }

    @Test
    @Order(0)
    void theDoctorGetsIntoKafkaToo() {
        Suite.Command doctor = suite.sfcrime("doctor");

        assertThat(doctor.output())
                .contains("1 broker at " + broker.bootstrapServers())
                .doesNotContain(ClosedBroker.PASSWORD);
    }

    @Test
    @Order(1)
    void cellsOfCsvAreNoFormulas() {
        String messages = text("verify", Attacks.VIEWER, "/api/v1/messages/export?format=csv", "*/*");
        String types = text("analytics", Attacks.VIEWER, "/api/v1/aggregates/crime-types", "text/csv");

        for (String csv : List.of(messages, types)) {
            assertThat(csv).contains("'=1+1", "'+1", "'-1", "'@SUM(A1)", "''=1");
            assertThat(csv).doesNotContainPattern("(^|,|\n)[=+@-]");
        }
    }

    @Test
    @Order(2)
    void noAttackGetsAnything() {
        List<Attack> attacks = Attacks.all();
        for (int i = 0; i < attacks.size(); i++) {
            Attack attack = attacks.get(i);
            // whoever guesses wrong too often is locked out, by address
            outcomes.add(attack, send(attack, "127.1.%d.%d".formatted(i / 250, 1 + i % 250)));
        }
        outcomes.requireHarmless();
    }

    @Test
    @Order(3)
    void whoGuessesPasswordsIsLockedOutAlone() {
        Attack guess = Attack.of("passwords guessed", "ingest", "GET /api/v1/replays", 401, 429)
                .with(Attacks.basic("operator", "guess"));
        List<Integer> got = IntStream.range(0, 40)
                .mapToObj(each -> {
                    RawHttp.Answer answer = send(guess, "127.2.0.1");
                    outcomes.add(guess, answer);
                    return answer.status();
                })
                .toList();

        assertThat(got).contains(401).endsWith(429);
        assertThat(send(Attack.of("", "ingest", "GET /api/v1/replays").with(Attacks.VIEWER), "127.2.0.2")
                        .status())
                .isEqualTo(200);
        outcomes.requireHarmless();
    }

    @Test
    @Order(4)
    void fuzzedRequestsGetNothing() {
        System.getLogger(ClosedDoorsIT.class.getName())
                .log(System.Logger.Level.INFO, "-Ddoors.seed={0}", Long.toString(SEED));
        Map<String, JsonNode> descriptions = new TreeMap<>();
        for (String service : List.of("ingest", "verify", "analytics")) {
            descriptions.put(service, json(service, Attacks.VIEWER, "GET", "/v3/api-docs", null));
        }
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Random random = new Random(SEED + caller);
            List<Fuzz> fuzzes = new ArrayList<>();
            descriptions.forEach((service, api) -> fuzzes.add(new Fuzz(service, api, random)));
            callers.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < FUZZED / CALLERS; i++) {
                            Attack attack = fuzzes.get(i % fuzzes.size()).next();
                            outcomes.add(attack, send(attack, "127.0.0.1"));
                        }
                    },
                    task -> new Thread(task).start()));
        }
        CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)).join();
        outcomes.requireHarmless();
    }

    @Test
    @Order(5)
    void whoKeepsConnectionsOpenKeepsNobodyOut() throws IOException {
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                hold(
                        held,
                        "ingest",
                        "POST /api/v1/replays HTTP/1.1\r\nHost: 127.0.0.1\r\n" + Attacks.OPERATOR
                                + "\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{");
                hold(held, "ingest", "GET /api/v1/replays HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
            }
            List<Integer> streams = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                Socket socket = hold(
                        held,
                        "verify",
                        "GET /api/v1/messages/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n" + Attacks.VIEWER + "\r\n\r\n");
                RawHttp.Answer answer = RawHttp.read(socket.getInputStream());
                streams.add(answer.status());
                outcomes.count("event streams opened and kept", Integer.toString(answer.status()));
            }

            assertThat(streams).contains(200, 503).allMatch(status -> status == 200 || status == 503);
            for (String service : List.of("ingest", "verify", "analytics")) {
                Attack honest =
                        Attack.of("", service, "GET /actuator/health/readiness").with(Attacks.VIEWER);
                assertThat(send(honest, "127.0.0.1").status()).as(service).isEqualTo(200);
            }
            for (Socket socket : held.subList(0, 2 * SLOW)) {
                int status = RawHttp.read(socket.getInputStream()).status();
                outcomes.count(
                        "heads and bodies that never end",
                        status == 0 ? "connection closed" : Integer.toString(status));
                assertThat(status).isIn(0, 400, 408);
            }
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private static Socket hold(List<Socket> held, String service, String beginning) throws IOException {
        Socket socket = http(service).open("127.0.0.1", PATIENCE);
        held.add(socket);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    @Test
    @Order(6)
    void nothingHasChangedAndNothingWasSaid() throws Exception {
        State after = State.now(ClosedDoorsIT::view, broker.openServers());
        outcomes.write(REPORT, Long.toString(SEED), after.equals(before) ? "the same" : "changed");

        assertThat(after).isEqualTo(before);
        try (Stream<Path> logs = Files.list(suite.home().resolve("logs"))) {
            for (Path log : logs.toList()) {
                String text = Files.readString(log, StandardCharsets.ISO_8859_1);
                assertThat(text.lines().filter(line -> line.contains("failed unexpectedly")))
                        .as(log.toString())
                        .isEmpty();
                assertThat(Stream.of(Attacks.OPERATOR_SECRET, Attacks.VIEWER_SECRET, ClosedBroker.PASSWORD)
                                .filter(text::contains))
                        .as("secrets in %s", log)
                        .isEmpty();
            }
        }
    }

    private static RawHttp http(String service) {
        return new RawHttp(
                switch (service) {
                    case "ingest" -> suite.ingest.port();
                    case "verify" -> suite.verify.port();
                    default -> suite.analytics.port();
                });
    }

    private static RawHttp.Answer send(Attack attack, String from) {
        try {
            return http(attack.service()).send(from, attack.bytes(), PATIENCE);
        } catch (IOException refused) {
            throw new UncheckedIOException(attack.toString(), refused);
        }
    }

    private static JsonNode view(String service, String path) {
        return json(service, Attacks.VIEWER, "GET", path, null);
    }

    private static String text(String service, String credentials, String path, String accept) {
        RawHttp.Answer answer =
                send(Attack.of("", service, "GET " + path).with(credentials, "Accept: " + accept), "127.0.0.1");
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode json(String service, String credentials, String method, String path, String body) {
        Attack request = Attack.of("", service, method + " " + path).with(credentials);
        RawHttp.Answer answer = send(body == null ? request : request.sending("application/json", body), "127.0.0.1");
        assertThat(answer.status()).as(path + " " + answer.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(answer.body());
    }
}
