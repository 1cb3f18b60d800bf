package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ComposeContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A suite as {@code docker-compose.yml} has it, from images that are built of this checkout, on free ports, and under a
 * project name of its own, so that it neither sees nor touches another one on the same engine. It begins without any
 * volume, and leaves none.
 *
 * <p>{@code -Dacceptance.containers.without=grafana} leaves services out, for an engine that cannot pull their images.
 */
final class ComposedSuite extends RunningSuite {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> PORTS = List.of(
            "INGEST_PORT",
            "VERIFY_PORT",
            "ANALYTICS_PORT",
            "KAFKA_PORT",
            "KAFKA_2_PORT",
            "KAFKA_3_PORT",
            "POSTGRES_PORT",
            "SPARK_UI_PORT",
            "SPARK_MASTER_UI_PORT",
            "PROMETHEUS_PORT",
            "GRAFANA_PORT");

    final Api prometheus;
    private final ComposeContainer compose;
    private final List<String> services;

    private ComposedSuite(
            ComposeContainer compose,
            List<String> services,
            Map<String, Integer> ports,
            String password,
            Datasets datasets) {
        super(
                new Api("ingest", ports.get("INGEST_PORT"), password),
                new Api("verify", ports.get("VERIFY_PORT"), password),
                new Api("analytics", ports.get("ANALYTICS_PORT"), password),
                new Kafka("127.0.0.1:" + ports.get("KAFKA_PORT")),
                datasets);
        this.prometheus = new Api("prometheus", ports.get("PROMETHEUS_PORT"));
        this.compose = compose;
        this.services = services;
    }

    /** Builds the images, starts the services of a profile on the fixtures, and waits until all of them are healthy. */
    static ComposedSuite start(String profile) throws IOException {
        Path folder = Files.createTempDirectory("sfcrime-containers");
        Datasets datasets = Datasets.in(folder.resolve("datasets"));
        openToContainers(folder);
        Map<String, Integer> ports = ports();
        Map<String, String> environment = new TreeMap<>();
        ports.forEach((name, port) -> environment.put(name, Integer.toString(port)));
        environment.put("COMPOSE_PROFILES", profile);
        environment.put("SFCRIME_DATASETS", datasets.folder().toString());
        List<String> without = Arrays.asList(
                System.getProperty("acceptance.containers.without", "").split(",", -1));
        List<String> services = new ComposeFile()
                .services(profile).keySet().stream()
                        .filter(service -> !without.contains(service))
                        .toList();
        ComposeContainer compose = new ComposeContainer("sfcrime-" + profile, ComposeFile.FILE.toFile())
                .withServices(services.toArray(String[]::new))
                .withEnv(environment)
                .withBuild(true)
                // Compose does that itself, for the services that are started
                .withPull(false)
                .withRemoveImages(ComposeContainer.RemoveImages.LOCAL);
        try {
            compose.start();
            ComposedSuite suite =
                    new ComposedSuite(compose, services, ports, operatorPassword(compose, services), datasets);
            suite.awaitHealthy();
            return suite;
        } catch (IOException | RuntimeException | AssertionError failed) {
            compose.stop();
            throw failed;
        }
    }

    /** As a user would ask for it, from a container that has it. */
    private static String operatorPassword(ComposeContainer compose, List<String> services) throws IOException {
        String ingest = services.stream()
                .filter(service -> service.startsWith("ingest-service"))
                .findFirst()
                .orElseThrow();
        try {
            return container(compose, ingest)
                    .execInContainer("cat", "/run/credentials/operator")
                    .getStdout();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the password was read", interrupted);
        }
    }

    /** Waits until every container is as it should be: ended well where it only prepares something, else healthy. */
    void awaitHealthy() {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(services)
                        .allSatisfy(service -> assertThat(condition(state(service)))
                                .as(service)
                                .isEqualTo(service.equals("credentials") ? "exited 0" : "healthy")));
    }

    /** Ends a container's processes at once, as a machine does that loses its power. */
    void kill(String service) {
        DockerClientFactory.lazyClient().killContainerCmd(id(service)).exec();
    }

    /** Starts a container that was killed. */
    void restart(String service) {
        DockerClientFactory.lazyClient().startContainerCmd(id(service)).exec();
    }

    @Override
    public void close() {
        compose.stop();
    }

    private String id(String service) {
        return container(compose, service).getContainerId();
    }

    private ContainerState state(String service) {
        return DockerClientFactory.lazyClient()
                .inspectContainerCmd(id(service))
                .exec()
                .getState();
    }

    private static String condition(ContainerState state) {
        return state.getHealth() == null || Boolean.FALSE.equals(state.getRunning())
                ? state.getStatus() + " " + state.getExitCodeLong()
                : state.getHealth().getStatus();
    }

    /** Of each service there is one container, the first. */
    private static org.testcontainers.containers.ContainerState container(ComposeContainer compose, String service) {
        return compose.getContainerByServiceName(service + "-1")
                .orElseThrow(() -> new AssertionError("There is no container of " + service));
    }

    private static Map<String, Integer> ports() throws IOException {
        int[] free = Suite.freePorts(PORTS.size());
        Map<String, Integer> ports = new TreeMap<>();
        for (int i = 0; i < free.length; i++) {
            ports.put(PORTS.get(i), free[i]);
        }
        return ports;
    }

    /** Temporary folders are closed to others, and containers have a user of their own. */
    private static void openToContainers(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(
                        file, PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }
}
