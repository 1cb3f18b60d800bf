package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.PodResource;

/**
 * What a kubelet does, with processes in the place of containers: each new pod's command is run with its arguments, its
 * environment and its working directory, and how it fares is told in the pod's status. The image is a folder; paths
 * into the image and into volumes are those of folders here.
 */
final class PodProcesses implements Watcher<Pod>, AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";
    private static final String IN_IMAGE = "/app";

    private final KubernetesClient client;
    private final Path image;
    private final Path folder;
    private final Map<String, Process> running = new ConcurrentHashMap<>();
    private final Queue<CompletableFuture<Void>> endings = new ConcurrentLinkedQueue<>();
    private final Watch watch;

    /** Runs all pods with this label, from now on, with working files and logs in that folder. */
    PodProcesses(KubernetesClient client, String label, String value, Path image, Path folder) throws IOException {
        this.client = client;
        this.image = image;
        this.folder = Files.createDirectories(folder);
        this.watch = client.pods().inAnyNamespace().withLabel(label, value).watch(this);
    }

    @Override
    public void eventReceived(Action action, Pod pod) {
        String name = pod.getMetadata().getName();
        if (action == Action.ADDED) {
            run(pod);
        } else if (action == Action.DELETED && running.containsKey(name)) {
            running.remove(name).destroy();
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        throw new IllegalStateException("pods cannot be watched any more", cause);
    }

    /** How many are running. */
    long count() {
        return running.values().stream().filter(Process::isAlive).count();
    }

    /** Ends one as the kernel does when memory runs out. */
    void killOne() {
        running.values().stream()
                .filter(Process::isAlive)
                .findFirst()
                .orElseThrow()
                .destroyForcibly();
    }

    @Override
    public void close() {
        watch.close();
        running.values().forEach(Process::destroyForcibly);
        CompletableFuture.allOf(endings.toArray(CompletableFuture[]::new))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private void run(Pod pod) {
        String name = pod.getMetadata().getName();
        Container container = pod.getSpec().getContainers().get(0);
        Path files = folder.resolve(name);
        List<String> command = new ArrayList<>(container.getCommand());
        command.addAll(container.getArgs());
        try {
            for (VolumeMount mount : container.getVolumeMounts()) {
                Files.createDirectories(Path.of(files + mount.getMountPath()));
            }
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(Path.of(files + container.getWorkingDir()).toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".log").toFile());
            Map<String, String> environment = new TreeMap<>();
            container.getEnv().forEach(variable -> environment.put(variable.getName(), value(variable, pod, files)));
            builder.environment().keySet().retainAll(List.of("PATH", "JAVA_HOME"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            running.put(name, process);
            tell(pod, "Running", new ContainerStateBuilder().withNewRunning().endRunning());
            endings.add(process.onExit().thenAccept(ended -> {
                int status = ended.exitValue();
                tell(
                        pod,
                        status == 0 ? "Succeeded" : "Failed",
                        new ContainerStateBuilder()
                                .withNewTerminated()
                                .withExitCode(status)
                                .endTerminated());
            }));
        } catch (IOException failed) {
            throw new UncheckedIOException("pod " + name + " cannot be run: " + command, failed);
        }
    }

    private String value(EnvVar variable, Pod pod, Path files) {
        if (variable.getValueFrom() != null) {
            String field = variable.getValueFrom().getFieldRef().getFieldPath();
            return switch (field) {
                case "status.podIP" -> ADDRESS;
                case "metadata.name" -> pod.getMetadata().getName();
                default -> throw new IllegalArgumentException(variable.getName() + " is to be " + field);
            };
        }
        String value = variable.getValue() == null ? "" : variable.getValue();
        if (value.startsWith(IN_IMAGE)) {
            return image + value.substring(IN_IMAGE.length());
        }
        boolean inVolume = pod.getSpec().getContainers().get(0).getVolumeMounts().stream()
                .anyMatch(mount -> value.startsWith(mount.getMountPath()));
        return inVolume ? files + value : value;
    }

    /** Nothing to tell of a pod that was deleted meanwhile. */
    private void tell(Pod pod, String phase, ContainerStateBuilder state) {
        PodResource resource = client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName());
        if (resource.get() == null) {
            return;
        }
        resource.editStatus(current -> new PodBuilder(current)
                .withNewStatus()
                .withPhase(phase)
                .withPodIP(ADDRESS)
                .addNewCondition()
                .withType("Ready")
                .withStatus(phase.equals("Running") ? "True" : "False")
                .endCondition()
                .addNewContainerStatus()
                .withName(pod.getSpec().getContainers().get(0).getName())
                .withState(state.build())
                .endContainerStatus()
                .endStatus()
                .build());
    }
}
