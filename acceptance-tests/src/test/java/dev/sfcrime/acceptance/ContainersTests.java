package dev.sfcrime.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static dev.sfcrime.acceptance.ComposeFile.CHECKOUT;
import static org.assertj.core.api.Assertions.assertThat;

/** Dockerfiles and {@code docker-compose.yml} hold together, and say of the services what these are. */
class ContainersTests {
    /** What a laptop of 8 GiB has left for containers. */
    private static final long MEMORY = 7L << 30;

    private static final List<String> OWN = List.of("ingest-service", "verify-consumer-service", "analytics-service");
    private static final Pattern FROM = Pattern.compile("^FROM (?:--platform=\\S+ )?(\\S+)", Pattern.MULTILINE);
    private static final Pattern PINNED = Pattern.compile("[a-z/-]+:v?\\d+\\.\\d+[\\w.-]*");
    private static final Pattern PUBLISHED = Pattern.compile("127\\.0\\.0\\.1:\\$\\{([A-Z0-9_]+):-(\\d+)}:(\\d+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_][A-Z0-9_]*)");
    private static final Pattern PROPERTY =
            Pattern.compile("^\\| `([a-z][a-z0-9.-]+\\.[a-z0-9.-]+)` \\|", Pattern.MULTILINE);
    private static final Pattern SERVER_PORT = Pattern.compile("port: \\$\\{([A-Z]+_PORT):(\\d+)}");

    private final ComposeFile compose = new ComposeFile();

    @Test
    void everyImageOfOthersIsPinned() throws IOException {
        List<String> images = new ArrayList<>();
        compose.services().values().stream()
                .filter(service -> service.has("image"))
                .forEach(service -> images.add(service.get("image").asString()));
        for (String service : OWN) {
            FROM.matcher(dockerfile(service)).results().forEach(from -> images.add(from.group(1)));
        }

        assertThat(images).hasSizeGreaterThan(9).allMatch(PINNED.asMatchPredicate());
    }

    @Test
    void theServicesShareTheirBuildAndTheirBase() throws IOException {
        Set<List<String>> shared = new TreeSet<>(Comparator.comparing(List::toString));
        for (String service : OWN) {
            List<String> lines = dockerfile(service).lines().toList();
            int second = lastIndexOfFrom(lines);
            shared.add(lines.subList(1, second + 1));
        }

        assertThat(shared).hasSize(1);
    }

    @ParameterizedTest
    @FieldSource("OWN")
    void anImageHasAUserAHealthCheckAndThePortOfItsService(String service) throws IOException {
        MatchResult port = serverPort(service);
        String dockerfile = dockerfile(service);

        assertThat(dockerfile)
                .contains("USER 10001:10001")
                .containsPattern("EXPOSE .*\\b" + port.group(2) + "\\b")
                .contains("CMD [\"/app/healthy\", \"" + port.group(2) + "\", \"/actuator/health/readiness\"]")
                .contains("\"/app/" + service + ".jar\"");
    }

    @Test
    void everyPortIsPublishedOnLoopbackAloneUnderTheNameAndNumberOfTheSettings() throws IOException {
        Map<String, String> ports = new TreeMap<>();
        for (JsonNode service : compose.services().values()) {
            for (JsonNode port : service.path("ports")) {
                assertThat(port.asString()).matches(PUBLISHED);
                MatchResult parts =
                        PUBLISHED.matcher(port.asString()).results().findFirst().orElseThrow();
                ports.put(parts.group(1), parts.group(2) + ":" + parts.group(3));
            }
        }

        for (String service : OWN) {
            MatchResult port = serverPort(service);
            assertThat(ports).containsEntry(port.group(1), port.group(2) + ":" + port.group(2));
        }
        assertThat(ports).containsEntry("KAFKA_PORT", "9092:9092").containsEntry("SPARK_UI_PORT", "4040:4040");
    }

    @ParameterizedTest
    @FieldSource("OWN")
    void everySettingIsOneThatItsServiceReads(String own) throws IOException {
        Set<String> known = settingsOf(own);
        for (Map.Entry<String, JsonNode> service : servicesOf(own).entrySet()) {
            assertThat(service.getValue().get("environment").propertyNames())
                    .as(service.getKey())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(name.replaceAll("_FILE$", ""))
                            .matches(setting -> known.contains(setting) || isOfAMap(setting), "is read by " + own));
        }
    }

    @ParameterizedTest
    @FieldSource("OWN")
    void theSameServiceRunsInBothProfilesUnderTheSameName(String own) {
        assertThat(compose.services("single")).containsKey(own);
        JsonNode clustered = compose.services("cluster").get(own + "-cluster");

        assertThat(clustered.get("build")).isEqualTo(compose.services().get(own).get("build"));
        assertThat(clustered.at("/networks/default/aliases/0").asString()).isEqualTo(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "cluster"})
    void aProfileFitsALaptopAndWaitsForWhatItNeedsAndForNothingElse(String profile) {
        Map<String, JsonNode> services = compose.services(profile);

        assertThat(services.values().stream()
                        .mapToLong(service -> bytes(service.get("mem_limit").asString()))
                        .sum())
                .isLessThanOrEqualTo(MEMORY);
        services.forEach((name, service) -> service.path("depends_on")
                .properties()
                .forEach(needed -> {
                    assertThat(services).as("needed by " + name).containsKey(needed.getKey());
                    assertThat(needed.getValue().get("condition").asString())
                            .isEqualTo(
                                    needed.getKey().equals("credentials")
                                            ? "service_completed_successfully"
                                            : "service_healthy");
                }));
    }

    @Test
    void everyContainerOfOursIsReadOnlyAndWithoutCapabilities() {
        assertThat(compose.services().values().stream().filter(service -> service.has("build")))
                .hasSizeGreaterThan(8)
                .allSatisfy(service -> {
                    assertThat(service.get("read_only").asBoolean()).isTrue();
                    assertThat(service.at("/cap_drop/0").asString()).isEqualTo("ALL");
                    assertThat(service.at("/security_opt/0").asString()).isEqualTo("no-new-privileges:true");
                });
    }

    @Test
    void theClusterKeepsThreeCopiesAndWantsTwo() {
        Map<String, JsonNode> services = compose.services("cluster");

        assertThat(services.keySet()).contains("kafka-1", "kafka-2", "kafka-3", "spark-worker-1", "spark-worker-2");
        assertThat(List.of("kafka-1", "kafka-2", "kafka-3")).allSatisfy(broker -> {
            JsonNode settings = services.get(broker).get("environment");
            assertThat(settings.get("KAFKA_DEFAULT_REPLICATION_FACTOR").asInt()).isEqualTo(3);
            assertThat(settings.get("KAFKA_MIN_INSYNC_REPLICAS").asInt()).isEqualTo(2);
            assertThat(settings.get("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR")
                            .asInt())
                    .isEqualTo(3);
            assertThat(settings.get("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR").asInt())
                    .isEqualTo(2);
        });
        assertThat(services.get("ingest-service-cluster")
                        .at("/environment/INGEST_TOPIC_REPLICATIONFACTOR")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void everyFileThatIsMountedOrBuiltFromIsThere() {
        for (JsonNode service : compose.services().values()) {
            if (service.has("build")) {
                assertThat(CHECKOUT.resolve(service.at("/build/dockerfile").asString()))
                        .isRegularFile();
            }
            for (JsonNode volume : service.path("volumes")) {
                String source = volume.asString()
                        .replaceFirst("^\\$\\{\\w+:-([^}]*)}", "$1")
                        .split(":", -1)[0];
                if (source.startsWith(".")) {
                    assertThat(CHECKOUT.resolve(source)).exists();
                }
            }
        }
    }

    @Test
    void prometheusAsksTheServicesByNameAndPort() throws IOException {
        List<String> targets =
                ComposeFile.yaml(CHECKOUT.resolve("deploy/prometheus/prometheus.yml")).findValues("targets").stream()
                        .map(target -> target.get(0).asString())
                        .toList();

        List<String> expected = new ArrayList<>();
        for (String service : OWN) {
            expected.add(service + ":" + serverPort(service).group(2));
        }
        assertThat(targets).isEqualTo(expected);
    }

    @Test
    void theEntrypointTakesSettingsFromFilesAndNamesTheOneThatIsMissing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "it's $5 \"a\" word");

        assertThat(run(Map.of("SPRING_SETTING_FILE", file.toString()), "entrypoint", "printenv", "SPRING_SETTING"))
                .isEqualTo("0 it's $5 \"a\" word");
        assertThat(run(Map.of("SPRING_SETTING_FILE", file + ".absent"), "entrypoint", "true"))
                .isEqualTo("1 SPRING_SETTING_FILE names " + file
                        + ".absent, which cannot be read; mount it, or give SPRING_SETTING itself");
    }

    @Test
    void theHealthCheckTellsOkFromAnythingElse() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/up", exchange -> answer(exchange, 200));
        server.createContext("/down", exchange -> answer(exchange, 503));
        server.start();
        String port = Integer.toString(server.getAddress().getPort());
        try {
            assertThat(run(Map.of(), "healthy", port, "/up")).isEqualTo("0 HTTP/1.1 200");
            assertThat(run(Map.of(), "healthy", port, "/down")).isEqualTo("1 HTTP/1.1 503");
        } finally {
            server.stop(0);
        }
        assertThat(run(Map.of(), "healthy", port, "/up")).startsWith("1 ");
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** The status and the output of one of our scripts. */
    private static String run(Map<String, String> environment, String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(CHECKOUT.resolve("deploy/containers").resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + printed.strip();
    }

    /** The services that run this image as what it is, not as a part of Spark. */
    private Map<String, JsonNode> servicesOf(String own) {
        Map<String, JsonNode> services = compose.services();
        services.keySet().removeIf(name -> !name.equals(own) && !name.equals(own + "-cluster"));
        return services;
    }

    /** What stands as a placeholder in the service's settings, and its documented properties as variables. */
    private static Set<String> settingsOf(String service) throws IOException {
        Set<String> names = new TreeSet<>(Set.of("_SPARK_AUTH_SECRET"));
        List<Path> folders = List.of(
                CHECKOUT.resolve(service).resolve("src/main/resources"),
                CHECKOUT.resolve("shared-dto/web/src/main/resources"),
                CHECKOUT.resolve("shared-dto/src/main/resources"));
        for (Path folder : folders) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".yml")).toList()) {
                    PLACEHOLDER.matcher(Files.readString(file)).results().forEach(name -> names.add(name.group(1)));
                }
            }
        }
        PROPERTY.matcher(Files.readString(CHECKOUT.resolve("docs/settings.md")))
                .results()
                .map(property ->
                        property.group(1).replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                .forEach(names::add);
        return names;
    }

    private static boolean isOfAMap(String setting) {
        return setting.startsWith("ANALYTICS_SPARK_PROPERTIES_SPARK_");
    }

    private static MatchResult serverPort(String service) throws IOException {
        return SERVER_PORT
                .matcher(Files.readString(CHECKOUT.resolve(service).resolve("src/main/resources/application.yml")))
                .results()
                .findFirst()
                .orElseThrow();
    }

    private static String dockerfile(String service) throws IOException {
        return Files.readString(CHECKOUT.resolve(service).resolve("Dockerfile"));
    }

    private static int lastIndexOfFrom(List<String> lines) {
        return lines.indexOf(
                lines.stream().filter(line -> line.startsWith("FROM")).toList().get(1));
    }

    private static long bytes(String limit) {
        long number = Long.parseLong(limit.substring(0, limit.length() - 1));
        return number << (limit.endsWith("g") ? 30 : 20);
    }
}
