package dev.sfcrime.acceptance.kubernetes;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sfcrime.acceptance.kubernetes.Overlay.Workload;
import dev.sfcrime.wire.Topics;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Names, images, topics, rules and dashboards are those of the code and of the rest of {@code deploy/}. */
class SettingsTests {
    private static final Path CHECKOUT = Overlay.CHECKOUT;
    private static final Set<String> SERVICES =
            Set.of("ingest-service", "verify-consumer-service", "analytics-service");

    /** {@code ${NAME}} and {@code ${NAME:default}}. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)[:}]");

    /** {@code | `prefix.name` |} of docs/settings.md. */
    private static final Pattern PROPERTY =
            Pattern.compile("^\\| `((?:ingest|verify|analytics)\\.[a-z.-]+)` \\|", Pattern.MULTILINE);

    /** {@code | `NAME`, `NAME` |} of docs/settings.md, docs/security.md and docs/kafka.md. */
    private static final Pattern VARIABLES = Pattern.compile("^\\|((?: `[A-Z_]+`,?)+) \\|", Pattern.MULTILINE);

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** Spring Boot's own, and any property of Spark's. */
    private static final Pattern PASSED_ON =
            Pattern.compile("SPRING_CONFIG_ADDITIONALLOCATION|ANALYTICS_SPARK_PROPERTIES_SPARK_[A-Z_]+");

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyVariableIsOneThatAServiceReads(Overlay overlay) throws IOException {
        Set<String> known = known();
        Set<String> given = new TreeSet<>(overlay.model()
                .get(ConfigMap.class, "sfcrime-settings")
                .getData()
                .keySet());
        services(overlay)
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getName)
                .forEach(given::add);
        given.removeIf(name -> PASSED_ON.matcher(name).matches());
        given.removeAll(known);

        assertThat(given).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyAddressIsThatOfAService(Overlay overlay) {
        Map<String, String> given = new HashMap<>(
                overlay.model().get(ConfigMap.class, "sfcrime-settings").getData());
        services(overlay)
                .forEach(container -> container.getEnv().stream()
                        .filter(variable -> variable.getValue() != null)
                        .forEach(variable -> given.put(variable.getName(), variable.getValue())));

        requireService(overlay, URI.create(given.get("ANALYTICS_URL")));
        assertThat(URI.create(given.get("AGGREGATES_URL").replaceFirst("^jdbc:", "")))
                .hasHost("postgresql");
        Kafka kafka = overlay.model().all(Kafka.class).get(0);
        assertThat(given.get("KAFKA_BOOTSTRAP_SERVERS"))
                .isEqualTo(kafka.getMetadata().getName() + "-kafka-bootstrap:"
                        + kafka.getSpec().getKafka().getListeners().get(0).getPort());
        assertThat(given.get("KAFKA_SASL_MECHANISM").toLowerCase(Locale.ROOT))
                .isEqualTo(kafka.getSpec()
                        .getKafka()
                        .getListeners()
                        .get(0)
                        .getAuth()
                        .getType());
        if (overlay.name().equals("cluster")) {
            overlay.model().get(Service.class, given.get("SPARK_DRIVER_HOST"));
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyImageIsAServiceOfThisBuildOrHasAVersionOfItsOwn(Overlay overlay) {
        List<String> images = overlay.own()
                .filter(workload -> !workload.name().equals("executor"))
                .flatMap(workload -> workload.containers().stream())
                .map(Container::getImage)
                .toList();

        assertThat(images).hasSize(4).allMatch(image -> image.matches("[a-z./-]+:[0-9][0-9.]*"));
        Set<String> own = images.stream()
                .filter(image -> image.startsWith("ghcr.io/sf-crime/"))
                .map(image -> image.replaceAll(".*/|:.*", ""))
                .collect(Collectors.toSet());
        assertThat(own)
                .isEqualTo(SERVICES)
                .allSatisfy(service -> assertThat(CHECKOUT.resolve(service)).isDirectory());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theDatabaseIsTheOneOfTheComposeFile(Overlay overlay) throws IOException {
        Path compose = CHECKOUT.resolve("docker-compose.yml");
        if (Files.exists(compose)) {
            assertThat(Files.readString(compose))
                    .contains("image: " + container(overlay, "postgresql").getImage());
        }
    }

    @Test
    void executorsHaveTheDriversImage() {
        Overlay cluster = Overlay.all()
                .filter(each -> each.name().equals("cluster"))
                .findFirst()
                .orElseThrow();
        Container driver = container(cluster, "analytics-service");

        assertThat(driver.getEnv())
                .filteredOn(variable -> variable.getName().endsWith("_EXECUTOR_CONTAINER_IMAGE"))
                .extracting(EnvVar::getValue)
                .containsExactly(driver.getImage());
    }

    @Test
    void settingsOfSparkNamePortsAndFilesThatAreThere() {
        Overlay cluster = Overlay.all()
                .filter(each -> each.name().equals("cluster"))
                .findFirst()
                .orElseThrow();
        Map<String, Object> file = Kustomization.documents(Overlay.KUBERNETES.resolve("overlays/cluster/spark.yml"))
                .get(0);
        Map<String, Object> spark = Trees.map(
                Trees.map(Trees.map(file.get("analytics")).get("spark")).get("properties"));
        Container driver = container(cluster, "analytics-service");
        Path template =
                Path.of(spark.get("spark.kubernetes.executor.podTemplateFile").toString());

        assertThat(driver.getPorts())
                .extracting(port -> (Object) port.getContainerPort())
                .contains(spark.get("spark.driver.port"), spark.get("spark.blockManager.port"));
        assertThat(driver.getVolumeMounts())
                .anyMatch(mount ->
                        mount.getMountPath().equals(template.getParent().toString()));
        assertThat(cluster.model().get(ConfigMap.class, "analytics-spark").getData())
                .containsKeys("spark.yml", template.getFileName().toString());
        assertThat(spark.get("spark.kubernetes.driver.pod.name")).isEqualTo("analytics-service-0");
        cluster.model()
                .get(
                        ServiceAccount.class,
                        spark.get("spark.kubernetes.authenticate.executor.serviceAccountName")
                                .toString());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyTopicIsOneOfTheCode(Overlay overlay) {
        assertThat(overlay.model().all(KafkaTopic.class))
                .extracting(topic -> topic.getMetadata().getName())
                .containsExactlyInAnyOrder(Topics.CALLS, Topics.REPLAY_PROGRESS, Topics.CALLS + ".dlq");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void theRulesAreThoseOfPrometheus(Overlay overlay) {
        List<Object> expected = new ArrayList<>();
        for (String file : List.of("recording.yml", "alerts.yml")) {
            expected.addAll(Trees.list(
                    Kustomization.documents(
                                    CHECKOUT.resolve("deploy/prometheus/rules").resolve(file))
                            .get(0),
                    "groups"));
        }
        Map<String, Object> rule = Kustomization.documents(
                        Overlay.KUBERNETES.resolve("components/monitoring/rules.yml"))
                .get(0);

        assertThat(overlay.model().all()).anyMatch(object -> object.getKind().equals("PrometheusRule"));
        assertThat(Trees.list(Trees.map(rule.get("spec")), "groups")).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyDashboardIsThereWithTheLabelThatGrafanaLooksFor(Overlay overlay) throws IOException {
        Map<String, String> dashboards = new HashMap<>();
        overlay.model().stream(ConfigMap.class)
                .filter(map -> "1"
                        .equals(Overlay.nonNull(map.getMetadata().getLabels()).get("grafana_dashboard")))
                .forEach(map -> dashboards.putAll(map.getData()));
        Map<String, String> files = new HashMap<>();
        try (Stream<Path> all = Files.list(CHECKOUT.resolve("deploy/grafana/dashboards"))) {
            all.forEach(file -> files.put(file.getFileName().toString(), Kustomization.text(file)));
        }

        assertThat(dashboards).isNotEmpty().isEqualTo(files);
    }

    /** What application.yml and the like ask for, what the documentation tells of, and what becomes a property. */
    private static Set<String> known() throws IOException {
        Set<String> names = new HashSet<>();
        for (String folder :
                List.of("ingest-service", "verify-consumer-service", "analytics-service", "shared-dto/web")) {
            try (Stream<Path> files = Files.walk(CHECKOUT.resolve(folder).resolve("src/main/resources"))) {
                files.filter(file -> file.toString().endsWith(".yml"))
                        .flatMap(file ->
                                PLACEHOLDER.matcher(Kustomization.text(file)).results())
                        .forEach(name -> names.add(name.group(1)));
            }
        }
        for (String page : List.of("docs/settings.md", "docs/security.md", "docs/kafka.md")) {
            if (Files.exists(CHECKOUT.resolve(page))) {
                String text = Files.readString(CHECKOUT.resolve(page));
                VARIABLES
                        .matcher(text)
                        .results()
                        .flatMap(row -> CODE.matcher(row.group(1)).results())
                        .forEach(name -> names.add(name.group(1)));
                PROPERTY.matcher(text).results().forEach(name -> names.add(variable(name.group(1))));
            }
        }
        return names;
    }

    /** By Spring Boot's rules. */
    private static String variable(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static Stream<Container> services(Overlay overlay) {
        return overlay.own()
                .filter(workload -> SERVICES.contains(workload.name()))
                .flatMap(workload -> workload.containers().stream());
    }

    private static Container container(Overlay overlay, String workload) {
        return overlay.own()
                .filter(each -> each.name().equals(workload))
                .map(Workload::containers)
                .findFirst()
                .orElseThrow()
                .get(0);
    }

    private static void requireService(Overlay overlay, URI address) {
        assertThat(overlay.model()
                        .get(Service.class, address.getHost())
                        .getSpec()
                        .getPorts())
                .extracting(port -> port.getPort())
                .contains(address.getPort());
    }
}
