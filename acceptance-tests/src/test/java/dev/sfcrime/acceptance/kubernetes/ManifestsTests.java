package dev.sfcrime.acceptance.kubernetes;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Every manifest is of a known type, has no field that its type does not have, and asks for no more than it needs. */
class ManifestsTests {
    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyObjectIsOfAKnownTypeAndTheOnlyOneOfItsName(Overlay overlay) {
        assertThat(overlay.model().all())
                .hasSizeGreaterThan(40)
                .extracting(
                        object -> object.getKind() + " " + object.getMetadata().getName())
                .doesNotHaveDuplicates();
    }

    @Test
    void aMisspeltFieldIsAnError() {
        Map<String, Object> service = new HashMap<>(Map.of(
                "apiVersion", "v1", "kind", "Service", "spec", Map.of("clusterIp", "None"), "metadata", Map.of()));

        assertThatThrownBy(() -> Model.typed(service)).hasStackTraceContaining("clusterIp");
    }

    @Test
    void aMisspeltFieldOfAnOperatorsTypeIsAnError() {
        Map<String, Object> topic = new HashMap<>(Map.of(
                "apiVersion",
                "kafka.strimzi.io/v1",
                "kind",
                "KafkaTopic",
                "spec",
                Map.of("partition", 1),
                "metadata",
                Map.of()));

        assertThatThrownBy(() -> Model.typed(topic)).hasStackTraceContaining("partition");
    }

    /** Kustomize's own answer, where it is installed: the resolver that all other tests rest on says the same. */
    @ParameterizedTest
    @ValueSource(strings = {"small", "cluster"})
    void kustomizeMakesTheSameOfIt(String name) throws Exception {
        Path folder = Overlay.KUBERNETES.resolve("overlays").resolve(name);
        assumeThat(hasKubectl()).as("kubectl, which contains kustomize").isTrue();
        Process kustomize = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(kustomize.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(kustomize.waitFor()).isZero();
        // names of generated ConfigMaps end in a hash there
        String unhashed = answer.replaceAll("(sfcrime-settings|analytics-spark)-[a-z0-9]{10}\\b", "$1");
        List<Map<String, Object>> expected = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(unhashed)
                .forEach(each -> expected.add(Trees.map(each)));

        Map<String, Object> built = byName(Kustomization.build(folder));
        assertThat(built.keySet()).isEqualTo(byName(expected).keySet());
        byName(expected)
                .forEach((object, content) ->
                        assertThat(built.get(object)).as(object).isEqualTo(content));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void noPodRunsAsRootOrMayBecomeSoOrWritesToItsImage(Overlay overlay) {
        assertThat(overlay.own()).allSatisfy(workload -> {
            assertThat(workload.spec().getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(workload.spec().getSecurityContext().getSeccompProfile().getType())
                    .isEqualTo("RuntimeDefault");
            assertThat(workload.spec().getHostNetwork()).isNull();
            assertThat(workload.containers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
            });
        });
    }

    /** Spark gives executors their requests and limits itself, and finds out by itself which of them are lost. */
    @ParameterizedTest
    @MethodSource("overlays")
    void everyContainerSaysWhatItNeedsAndHowItIs(Overlay overlay) {
        assertThat(overlay.own())
                .filteredOn(workload -> !workload.name().equals("executor"))
                .flatExtracting(Overlay.Workload::containers)
                .isNotEmpty()
                .allSatisfy(container -> {
                    assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
                    assertThat(container.getResources().getLimits().get("memory"))
                            .isEqualTo(container.getResources().getRequests().get("memory"));
                    assertThat(container.getStartupProbe()).isNotNull();
                    assertThat(container.getLivenessProbe()).isNotNull();
                    assertThat(container.getReadinessProbe()).isNotNull();
                });
    }

    /** Those who talk to Kubernetes alone have a token for it. */
    @ParameterizedTest
    @MethodSource("overlays")
    void onlyADriverOfExecutorsHasAKubernetesToken(Overlay overlay) {
        assertThat(overlay.own())
                .filteredOn(workload -> !Boolean.FALSE.equals(workload.spec().getAutomountServiceAccountToken()))
                .extracting(Overlay.Workload::name)
                .isEqualTo(overlay.name().equals("cluster") ? List.of("analytics-service") : List.of());
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void thereAreNoSecretsInIt(Overlay overlay) throws IOException {
        assertThat(overlay.model().all()).extracting(object -> object.getKind()).doesNotContain("Secret");
        try (Stream<Path> files = Files.walk(Overlay.KUBERNETES)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file))
                            .doesNotContainPattern("(?i)(password|secret|token)\"?: *[\"']?[^\\s\"']*[$]2[aby][$]"));
        }
        assertThat(overlay.model().stream(ConfigMap.class)
                        .filter(map -> !map.getMetadata().getName().startsWith("sfcrime-dashboard-")))
                .allSatisfy(map -> assertThat(map.getData().keySet())
                        .noneMatch(key -> key.contains("PASSWORD") || key.contains("SECRET")));
    }

    private static boolean hasKubectl() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    private static Map<String, Object> byName(List<Map<String, Object>> objects) {
        Map<String, Object> byName = new TreeMap<>();
        objects.forEach(object -> byName.put(
                object.get("kind") + " " + Trees.map(object.get("metadata")).get("name"), object));
        return byName;
    }
}
