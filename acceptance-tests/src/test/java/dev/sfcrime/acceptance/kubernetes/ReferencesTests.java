package dev.sfcrime.acceptance.kubernetes;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sfcrime.acceptance.kubernetes.Overlay.Workload;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.user.KafkaUser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a manifest names is there: pods, ports, keys, claims, accounts. */
class ReferencesTests {
    /** A row of the table of secrets in docs/kubernetes.md: its name, and its keys. */
    private static final Pattern SECRET =
            Pattern.compile("^\\| `([a-z-]+)` \\| ((?:`[a-z-]+`(?:, )?)+) \\|", Pattern.MULTILINE);

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceLeadsToAPortOfAPod(Overlay overlay) {
        assertThat(overlay.model().all(Service.class)).isNotEmpty().allSatisfy(service -> {
            List<Workload> pods = matching(overlay, service.getSpec().getSelector());
            assertThat(pods).hasSize(1);
            // headless, the driver's service is a name, also where it has no executors
            if (!service.getMetadata().getName().equals("analytics-driver")
                    || overlay.name().equals("cluster")) {
                assertThat(service.getSpec().getPorts())
                        .allSatisfy(port -> assertThat(pods.get(0).hasPort(value(port.getTargetPort())))
                                .as(port.getName())
                                .isTrue());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyProbeAsksAPortOfItsContainer(Overlay overlay) {
        assertThat(overlay.own())
                .allSatisfy(workload -> workload.containers()
                        .forEach(container -> probes(container)
                                .forEach(http -> assertThat(workload.hasPort(value(http.getPort())))
                                        .isTrue())));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everySecretAndConfigMapHasTheKeysThatAreAskedFor(Overlay overlay) {
        Map<String, Set<String>> secrets = secrets(overlay);
        Map<String, Set<String>> maps = overlay.model().stream(ConfigMap.class)
                .collect(Collectors.toMap(
                        map -> map.getMetadata().getName(), map -> map.getData().keySet()));

        assertThat(overlay.own()).allSatisfy(workload -> {
            for (Container container : workload.containers()) {
                assertThat(container.getEnvFrom())
                        .allSatisfy(from -> assertThat(maps)
                                .containsKey(from.getConfigMapRef().getName()));
                assertThat(container.getEnv())
                        .filteredOn(variable -> variable.getValueFrom() != null
                                && variable.getValueFrom().getSecretKeyRef() != null)
                        .allSatisfy(variable ->
                                requireKey(secrets, variable.getValueFrom().getSecretKeyRef()));
            }
            for (Volume volume : workload.spec().getVolumes()) {
                if (volume.getSecret() != null) {
                    assertThat(secrets).containsKey(volume.getSecret().getSecretName());
                    assertThat(volume.getSecret().getItems())
                            .allSatisfy(item -> assertThat(
                                            secrets.get(volume.getSecret().getSecretName()))
                                    .contains(item.getKey()));
                }
                if (volume.getConfigMap() != null) {
                    assertThat(maps).containsKey(volume.getConfigMap().getName());
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyMountHasAVolumeAndEveryVolumeAMount(Overlay overlay) {
        assertThat(overlay.own()).allSatisfy(workload -> {
            Set<String> volumes = new HashSet<>();
            for (Volume volume : workload.spec().getVolumes()) {
                volumes.add(volume.getName());
                if (volume.getPersistentVolumeClaim() != null) {
                    overlay.model()
                            .get(
                                    PersistentVolumeClaim.class,
                                    volume.getPersistentVolumeClaim().getClaimName());
                }
            }
            overlay.model()
                    .find(StatefulSet.class, workload.name())
                    .ifPresent(set -> set.getSpec()
                            .getVolumeClaimTemplates()
                            .forEach(claim -> volumes.add(claim.getMetadata().getName())));

            assertThat(workload.containers().stream()
                            .flatMap(container -> container.getVolumeMounts().stream())
                            .map(VolumeMount::getName))
                    .containsExactlyInAnyOrderElementsOf(volumes);
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyAccountAndRoleIsThere(Overlay overlay) {
        assertThat(overlay.own())
                .filteredOn(workload -> workload.spec().getServiceAccountName() != null)
                .allSatisfy(workload -> overlay.model()
                        .get(ServiceAccount.class, workload.spec().getServiceAccountName()));
        for (RoleBinding binding : overlay.model().all(RoleBinding.class)) {
            overlay.model().get(Role.class, binding.getRoleRef().getName());
            binding.getSubjects().forEach(subject -> overlay.model().get(ServiceAccount.class, subject.getName()));
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyStatefulSetHasItsService(Overlay overlay) {
        assertThat(overlay.model().all(StatefulSet.class))
                .allSatisfy(
                        set -> overlay.model().get(Service.class, set.getSpec().getServiceName()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyDisruptionBudgetIsThatOfOneKindOfPods(Overlay overlay) {
        assertThat(overlay.model().all(PodDisruptionBudget.class))
                .hasSizeGreaterThanOrEqualTo((int) overlay.own().count())
                .allSatisfy(
                        budget -> assertThat(overlay.matching(budget.getSpec().getSelector()))
                                .hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyNetworkPolicyIsAboutPodsThatAreThereAndTheirPorts(Overlay overlay) {
        for (NetworkPolicy policy : overlay.model().all(NetworkPolicy.class)) {
            List<Workload> subjects = overlay.matching(policy.getSpec().getPodSelector());
            assertThat(subjects).as(policy.getMetadata().getName()).isNotEmpty();
            policy.getSpec().getIngress().forEach(rule -> {
                peers(overlay, rule.getFrom());
                requirePorts(policy, subjects, rule.getPorts());
            });
            policy.getSpec()
                    .getEgress()
                    .forEach(rule -> requirePorts(policy, peers(overlay, rule.getTo()), rule.getPorts()));
        }
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nobodyIsReachedUnlessAPolicyAllowsIt(Overlay overlay) {
        NetworkPolicy in = overlay.model().get(NetworkPolicy.class, "nobody-comes-in");
        NetworkPolicy out = overlay.model().get(NetworkPolicy.class, "nobody-goes-out");

        assertThat(overlay.matching(in.getSpec().getPodSelector())).isEqualTo(overlay.workloads());
        assertThat(overlay.matching(out.getSpec().getPodSelector()))
                .containsExactlyElementsOf(overlay.own().toList());
        assertThat(in.getSpec().getIngress()).isEmpty();
        assertThat(out.getSpec().getEgress()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyServiceMonitorFindsOneServiceAndItsPort(Overlay overlay) {
        Map<String, Set<String>> secrets = secrets(overlay);
        assertThat(overlay.model().all(ServiceMonitor.class)).hasSize(3).allSatisfy(monitor -> {
            Map<String, String> labels = monitor.getSpec().getSelector().getMatchLabels();
            List<Service> services = overlay.model().stream(Service.class)
                    .filter(service -> Overlay.nonNull(service.getMetadata().getLabels())
                            .entrySet()
                            .containsAll(labels.entrySet()))
                    .toList();
            assertThat(services).hasSize(1);
            // the job of its metrics, by which alerts tell services apart
            assertThat(services.get(0).getMetadata().getName())
                    .isEqualTo(monitor.getMetadata().getName());
            assertThat(monitor.getSpec().getEndpoints()).allSatisfy(endpoint -> {
                assertThat(services.get(0).getSpec().getPorts())
                        .extracting(port -> port.getName())
                        .contains(endpoint.getPort());
                requireKey(secrets, endpoint.getBasicAuth().getUsername());
                requireKey(secrets, endpoint.getBasicAuth().getPassword());
            });
        });
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everyPartOfKafkaBelongsToTheOneCluster(Overlay overlay) {
        String cluster = overlay.model().all(Kafka.class).get(0).getMetadata().getName();

        assertThat(overlay.model().all())
                .filteredOn(object -> object.getApiVersion().startsWith("kafka.strimzi.io/"))
                .filteredOn(object -> !(object instanceof Kafka))
                .hasSizeGreaterThanOrEqualTo(7)
                .allSatisfy(object ->
                        assertThat(object.getMetadata().getLabels()).containsEntry("strimzi.io/cluster", cluster));
    }

    /** Secrets that operators make, and those that whoever sets it up makes by hand, as the documentation tells. */
    private static Map<String, Set<String>> secrets(Overlay overlay) {
        Map<String, Set<String>> secrets = SECRET.matcher(
                        Kustomization.text(Overlay.CHECKOUT.resolve("docs/kubernetes.md")))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> CODE.matcher(row.group(2))
                                .results()
                                .map(key -> key.group(1))
                                .collect(Collectors.toSet())));
        overlay.model().stream(KafkaUser.class)
                .forEach(user -> secrets.put(user.getMetadata().getName(), Set.of("password", "sasl.jaas.config")));
        overlay.model().stream(Kafka.class)
                .forEach(kafka ->
                        secrets.put(kafka.getMetadata().getName() + "-cluster-ca-cert", Set.of("ca.crt", "ca.p12")));
        return secrets;
    }

    private static void requireKey(Map<String, Set<String>> secrets, SecretKeySelector reference) {
        assertThat(secrets).containsKey(reference.getName());
        assertThat(secrets.get(reference.getName())).contains(reference.getKey());
    }

    /** The pods of this namespace among them; a peer that matches none is an error, one elsewhere is not known here. */
    private static List<Workload> peers(Overlay overlay, List<NetworkPolicyPeer> peers) {
        return peers.stream()
                .filter(peer -> peer.getNamespaceSelector() == null)
                .flatMap(peer -> {
                    List<Workload> found = overlay.matching(peer.getPodSelector());
                    assertThat(found).as(peer.toString()).isNotEmpty();
                    return found.stream();
                })
                .toList();
    }

    private static void requirePorts(NetworkPolicy policy, List<Workload> targets, List<NetworkPolicyPort> ports) {
        targets.stream()
                .filter(target -> target.spec() != null && !target.name().equals("executor"))
                .forEach(target -> assertThat(ports)
                        .as(policy.getMetadata().getName())
                        .allMatch(port -> target.hasPort(value(port.getPort()))));
    }

    private static Stream<HTTPGetAction> probes(Container container) {
        return Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .filter(probe -> probe != null && probe.getHttpGet() != null)
                .map(Probe::getHttpGet);
    }

    private static List<Workload> matching(Overlay overlay, Map<String, String> labels) {
        LabelSelector selector = new LabelSelector();
        selector.setMatchLabels(labels);
        return overlay.matching(selector);
    }

    private static String value(IntOrString port) {
        return port.getStrVal() == null ? String.valueOf(port.getIntVal()) : port.getStrVal();
    }
}
