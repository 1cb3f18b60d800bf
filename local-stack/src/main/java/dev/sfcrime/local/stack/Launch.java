package dev.sfcrime.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sfcrime.local.broker.BrokerMain;
import dev.sfcrime.local.machine.RunningProcess;
import dev.sfcrime.local.settings.Home;
import dev.sfcrime.local.settings.Settings;

/** Starts the process of one service: its command line, its environment, its log and its pid file. */
final class Launch {
    /** A terminal sends Ctrl-C to every process in its foreground; these wait for the launcher to stop them in order. */
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "trap '' INT HUP QUIT; exec \"$@\"", "sfcrime");

    private final Settings settings;
    private final Home home;
    private final Layouts layouts;
    private final Additions additions;

    Launch(Settings settings, Home home, Layouts layouts, Additions additions) {
        this.settings = settings;
        this.home = home;
        this.layouts = layouts;
        this.additions = additions;
    }

    /**
     * Starts a service; it is not ready when this returns.
     *
     * @throws StackException if its jar is absent, or the operating system refuses
     */
    ServiceProcess start(Service service) {
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(Java.executable());
        command.addAll(jvmFlags(service));
        command.addAll(program(service));
        LogFile log = new LogFile(home, service);
        try {
            Folders.delete(home.temporary(service.id()));
            Files.createDirectories(home.temporary(service.id()));
            Files.createDirectories(home.data(service.id()));
            Files.deleteIfExists(home.ready(service.id()));
            log.startAnew();
            Process process = builder(service, command, log).start();
            RunningProcess running = RunningProcess.of(process.toHandle())
                    .orElseThrow(() -> new IOException("it ended at once: " + log.end(10)));
            PidFile pidFile = new PidFile(running, service.port(settings));
            pidFile.write(home.pid(service.id()));
            return new ServiceProcess(service, home, pidFile);
        } catch (IOException refused) {
            throw new StackException(service + " cannot be started: " + refused.getMessage(), refused);
        }
    }

    private ProcessBuilder builder(Service service, List<String> command, LogFile log) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.data(service.id()).toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.output().toFile());
        Map<String, String> environment = builder.environment();
        environment.putAll(settings.toEnvironment());
        // fewer arenas of the C library: less memory held for nothing
        environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
        if (settings.sparkMaster().startsWith("local")) {
            // Spark's UI and its own ports would be open to the network
            environment.putIfAbsent("SPARK_LOCAL_IP", "127.0.0.1");
        }
        environment.putAll(additions.environment());
        return builder;
    }

    private List<String> jvmFlags(Service service) {
        List<String> flags = new ArrayList<>(service.jvmFlags());
        flags.add("-XX:+ExitOnOutOfMemoryError");
        flags.add("-XX:ErrorFile=" + home.logs().resolve(service.id() + ".crash.log"));
        flags.add("-Djava.io.tmpdir=" + home.temporary(service.id()));
        flags.add("-Djava.awt.headless=true");
        flags.addAll(additions.jvmFlags().getOrDefault(service, List.of()));
        return flags;
    }

    private List<String> program(Service service) {
        Path log = home.log(service.id());
        if (service == Service.BROKER) {
            return List.of(
                    "-Dlog4j2.configurationFile=log4j2-broker.xml",
                    "-Dsfcrime.log=" + log,
                    "-cp",
                    layouts.brokerClassPath(),
                    BrokerMain.class.getName(),
                    Integer.toString(settings.kafkaPort()),
                    home.data(service.id()).toString(),
                    home.ready(service.id()).toString());
        }
        return List.of(
                "-Dlogging.file.name=" + log,
                "-Dlogging.threshold.console=OFF",
                "-Dlogging.log4j2.rollingpolicy.file-name-pattern=" + log + ".%i.gz",
                "-Dlogging.log4j2.rollingpolicy.max-file-size=10MB",
                "-Dlogging.log4j2.rollingpolicy.max-history=3",
                "-Dspring.main.banner-mode=off",
                "-jar",
                layouts.runnableJar(service).toString());
    }
}
