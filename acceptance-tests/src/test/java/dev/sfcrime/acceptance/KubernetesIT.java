package dev.sfcrime.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sfcrime.acceptance.KubernetesApi.Permission;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged analytics-service as it is set up in {@code deploy/kubernetes/overlays/cluster}: a driver that asks
 * Kubernetes for executors. The API server is a small one, and the pods it is asked for run as processes.
 */
class KubernetesIT {
    private static final Path CHECKOUT = Path.of(System.getProperty("sfcrime.checkout", ".."))
            .toAbsolutePath()
            .normalize();
    private static final Path OVERLAY = CHECKOUT.resolve("deploy/kubernetes/overlays/cluster");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String NAMESPACE = "sfcrime";
    private static final String DRIVER_POD = "analytics-service-0";
    private static final String IMAGE = "registry.example/analytics-service:1";
    private static final int CALLS = 8_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void everyAggregateIsExactAfterOneOfTwoExecutorPodsWasKilledInMidStream() throws IOException {
        Path image = folder.resolve("image");
        SparkHome.extract(PackagedJar.of("analytics-service"), image);
        Datasets datasets = Datasets.ofGeneratedCalls(folder.resolve("datasets"), CALLS);
        try (KubernetesApi api = new KubernetesApi();
                KubernetesClient client = api.client()) {
            String driver = client.resource(driverPod()).create().getMetadata().getUid();
            try (PodProcesses executors =
                            new PodProcesses(client, "spark-role", "executor", image, folder.resolve("pods"));
                    Suite suite = Suite.prepare(folder, datasets, settings(api))) {
                suite.up();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(executors.count()).isEqualTo(2));
                assertThat(executorPods(client)).allSatisfy(pod -> requireAsAsked(pod, driver));
                String id = suite.startReplay(Datasets.GENERATED_LINES, """
                        "pace": {"recordsPerSecond": 1000},
                        "faults": {"malformedRatio": 0.02, "duplicateRatio": 0.03, "lateRatio": 0.05}""");
                await().atMost(PATIENCE).until(() -> counted(suite) > 0);

                executors.killOne();
                assertThat(counted(suite))
                        .as("counted when the executor was killed")
                        .isLessThan(CALLS);

                suite.awaitCompleted(id, PATIENCE);
                assertThat(suite.awaitVerdict(id)).isEqualTo("MATCHED");
                Findings findings = new Findings(suite);
                findings.requireExact(Map.of(id, datasets.calls(Datasets.GENERATED_LINES)));
                new Aggregates(suite.analytics)
                        .requireEqualByCrimeType(new Oracle(findings.replay(id).calls()));
                await("another executor in the place of the killed one")
                        .atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(executors.count()).isEqualTo(2));
            }
            assertThat(executorPods(client))
                    .as("executors that outlive the driver")
                    .isEmpty();
            assertThat(granted()).containsAll(api.used());
        }
    }

    private static Pod driverPod() {
        return new PodBuilder()
                .withNewMetadata()
                .withName(DRIVER_POD)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    /** As in the overlay, but for what a machine without pods has to have otherwise: addresses, free ports, less memory. */
    private static Map<String, String> settings(KubernetesApi api) throws IOException {
        InetAddress machine = InetAddress.getLocalHost();
        return Map.of(
                "SPARK_MASTER", api.sparkMaster(),
                "SPARK_DRIVER_HOST", machine.getHostName(),
                "SPARK_DRIVER_BIND_ADDRESS", machine.getHostAddress(),
                "SPRING_CONFIG_ADDITIONALLOCATION",
                        OVERLAY.resolve("spark.yml").toUri().toString(),
                "ANALYTICS_SPARK_PROPERTIES_SPARK_KUBERNETES_NAMESPACE", NAMESPACE,
                "ANALYTICS_SPARK_PROPERTIES_SPARK_KUBERNETES_EXECUTOR_CONTAINER_IMAGE", IMAGE,
                "SPRING_APPLICATION_JSON", """
                        {"analytics":{"spark":{"properties":{
                          "spark.kubernetes.executor.podTemplateFile": "%s",
                          "spark.executor.memory": "1g", "spark.executor.cores": "1",
                          "spark.driver.port": "0", "spark.blockManager.port": "0"}}}}""".formatted(OVERLAY.resolve("executor.yml")));
    }

    private static void requireAsAsked(Pod pod, String driver) {
        assertThat(pod.getSpec().getContainers()).singleElement().satisfies(container -> {
            assertThat(container.getImage()).isEqualTo(IMAGE);
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
        });
        assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getMetadata().getOwnerReferences())
                .extracting(OwnerReference::getUid)
                .containsExactly(driver);
    }

    private static List<Pod> executorPods(KubernetesClient client) {
        return client.pods()
                .inNamespace(NAMESPACE)
                .withLabel("spark-role", "executor")
                .list()
                .getItems();
    }

    private static Set<Permission> granted() throws IOException {
        return Serialization.unmarshal(Files.readString(OVERLAY.resolve("executor-role.yml")), Role.class)
                .getRules()
                .stream()
                .flatMap(rule -> rule.getResources().stream()
                        .flatMap(resource -> rule.getVerbs().stream().map(verb -> new Permission(verb, resource))))
                .collect(Collectors.toSet());
    }

    private static long counted(Suite suite) {
        return suite.analytics.get("/api/v1/aggregates/totals").get("counted").asLong();
    }
}
