package dev.sfcrime.acceptance.kubernetes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.strimzi.api.kafka.model.kafka.Kafka;

/** One size of the suite: its objects, and the pods that come of them. */
record Overlay(String name, Model model, List<Workload> workloads) {
    static final Path CHECKOUT = Path.of(System.getProperty("sfcrime.checkout", ".."))
            .toAbsolutePath()
            .normalize();
    static final Path KUBERNETES = CHECKOUT.resolve("deploy/kubernetes");
    private static final Path EXECUTOR = KUBERNETES.resolve("overlays/cluster/executor.yml");

    /**
     * Pods that are all alike.
     *
     * @param spec null where an operator makes them
     */
    record Workload(String name, Map<String, String> labels, PodSpec spec) {
        List<Container> containers() {
            return spec == null ? List.of() : spec.getContainers();
        }

        boolean hasPort(String port) {
            return containers().stream()
                    .flatMap(container -> container.getPorts().stream())
                    .anyMatch(each -> port.equals(each.getName())
                            || port.equals(each.getContainerPort().toString()));
        }

        boolean matches(LabelSelector selector) {
            return labels.entrySet()
                            .containsAll(nonNull(selector.getMatchLabels()).entrySet())
                    && selector.getMatchExpressions().stream().allMatch(this::matches);
        }

        private boolean matches(LabelSelectorRequirement requirement) {
            if (!"In".equals(requirement.getOperator())) {
                throw new IllegalArgumentException("only In is known here, not " + requirement.getOperator());
            }
            return requirement.getValues().contains(labels.get(requirement.getKey()));
        }
    }

    static Stream<Overlay> all() {
        return Stream.of("small", "cluster").map(Overlay::of);
    }

    private static Overlay of(String name) {
        Model model =
                Model.of(Kustomization.build(KUBERNETES.resolve("overlays").resolve(name)));
        List<Workload> workloads = new ArrayList<>();
        model.stream(Deployment.class)
                .map(each -> workload(
                        each.getMetadata().getName(),
                        each.getSpec().getTemplate().getMetadata().getLabels(),
                        each.getSpec().getTemplate().getSpec()))
                .forEach(workloads::add);
        model.stream(StatefulSet.class)
                .map(each -> workload(
                        each.getMetadata().getName(),
                        each.getSpec().getTemplate().getMetadata().getLabels(),
                        each.getSpec().getTemplate().getSpec()))
                .forEach(workloads::add);
        model.stream(Kafka.class).map(Overlay::brokers).forEach(workloads::add);
        if (name.equals("cluster")) {
            Pod executor = (Pod) Model.typed(Kustomization.documents(EXECUTOR).get(0));
            workloads.add(workload("executor", executor.getMetadata().getLabels(), executor.getSpec()));
        }
        return new Overlay(name, model, workloads);
    }

    /** All that have a pod specification of ours. */
    Stream<Workload> own() {
        return workloads.stream().filter(each -> each.spec() != null);
    }

    List<Workload> matching(LabelSelector selector) {
        return workloads.stream().filter(each -> each.matches(selector)).toList();
    }

    private static Workload brokers(Kafka kafka) {
        String name = kafka.getMetadata().getName();
        return workload("Kafka " + name, Map.of("strimzi.io/cluster", name, "strimzi.io/kind", "Kafka"), null);
    }

    private static Workload workload(String name, Map<String, String> labels, PodSpec spec) {
        return new Workload(name, new HashMap<>(labels), spec);
    }

    static Map<String, String> nonNull(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }

    @Override
    public String toString() {
        return name;
    }
}
