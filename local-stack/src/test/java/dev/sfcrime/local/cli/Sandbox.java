package dev.sfcrime.local.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** A checkout with fake services, a home and free ports, and launchers that run in it as a user's would. */
final class Sandbox implements AutoCloseable {
    static final List<String> SERVICES = List.of("broker", "ingest", "verify", "analytics");

    private final Path checkout;
    private final Path home;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<Process> launchers = new ArrayList<>();

    Sandbox(Path folder) throws IOException {
        checkout = folder.resolve("a checkout");
        home = folder.resolve("a home");
        for (String module : List.of("ingest-service", "verify-consumer-service", "analytics-service")) {
            writeJar(checkout.resolve(module).resolve("target").resolve(module + "-1.0.0-SNAPSHOT.jar"));
        }
        environment.put("SFCRIME_HOME", home.toString());
        Stream.of("KAFKA_PORT", "INGEST_PORT", "VERIFY_PORT", "ANALYTICS_PORT", "SPARK_UI_PORT")
                .forEach(name -> environment.put(name, Integer.toString(freePort())));
    }

    private static void writeJar(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        Files.createDirectories(jar.getParent());
        String entry = FakeService.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream bytes = FakeService.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new ZipEntry(entry));
            bytes.transferTo(out);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    Path home() {
        return home;
    }

    int port(String setting) {
        return Integer.parseInt(environment.get(setting));
    }

    Sandbox with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts a launcher. */
    Launcher start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dsfcrime.checkout=" + checkout,
                "-cp",
                System.getProperty("java.class.path"),
                SfCrime.class.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(home.getParent(), "launcher", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        launchers.add(process);
        return new Launcher(process, output);
    }

    /** Runs a launcher to its end. */
    Launcher run(String... arguments) throws IOException, InterruptedException {
        Launcher launcher = start(arguments);
        launcher.process().waitFor();
        return launcher;
    }

    /** The process of a service, as the last launcher left word of it. */
    ProcessHandle process(String service) throws IOException {
        Properties properties = new Properties();
        try (InputStream file = Files.newInputStream(home.resolve("run").resolve(service + ".pid"))) {
            properties.load(file);
        }
        return ProcessHandle.of(Long.parseLong(properties.getProperty("pid"))).orElseThrow();
    }

    /** The processes of all services. */
    List<ProcessHandle> processes() throws IOException {
        List<ProcessHandle> processes = new ArrayList<>();
        for (String service : SERVICES) {
            processes.add(process(service));
        }
        return processes;
    }

    /** Ends whatever a test has left. */
    @Override
    public void close() throws IOException {
        launchers.forEach(Process::destroyForcibly);
        for (String service : SERVICES) {
            if (Files.exists(home.resolve("run").resolve(service + ".pid"))) {
                process(service).destroyForcibly();
            }
        }
    }

    /**
     * A launcher.
     *
     * @param process its process
     * @param file where its output goes
     */
    record Launcher(Process process, Path file) {
        String output() {
            try {
                return Files.readString(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        int exitCode() {
            return process.exitValue();
        }
    }
}
