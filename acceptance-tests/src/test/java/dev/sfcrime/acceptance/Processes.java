package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The processes of one suite, as the pid files in its home name them. */
record Processes(Path home) {
    static final String BROKER = "broker";
    static final String INGEST = "ingest";
    static final String VERIFY = "verify";
    static final String ANALYTICS = "analytics";
    static final List<String> ALL = List.of(BROKER, INGEST, VERIFY, ANALYTICS);

    /** The running process of a service; empty while there is none. */
    Optional<ProcessHandle> find(String service) {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("run").resolve(service + ".pid"))) {
            file.load(reader);
        } catch (IOException notStarted) {
            return Optional.empty();
        }
        Instant started = Instant.parse(file.getProperty("started"));
        return ProcessHandle.of(Long.parseLong(file.getProperty("pid")))
                // a pid is given again, to a process that is none of ours
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> Duration.between(start, started).abs().toSeconds() < 2)
                        .orElse(false));
    }

    /** Ends a process as the kernel does when memory runs out: {@code kill -9}, no word of warning. */
    void kill(String service) {
        ProcessHandle process = running(service);
        process.destroyForcibly();
        awaitEnd(service, process);
    }

    /** Asks a process to end, by SIGTERM, and waits until it has. */
    void terminate(String service) {
        ProcessHandle process = running(service);
        process.destroy();
        awaitEnd(service, process);
    }

    private ProcessHandle running(String service) {
        return find(service).orElseThrow(() -> new AssertionError(service + " does not run, and cannot be ended"));
    }

    private static void awaitEnd(String service, ProcessHandle process) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(isGone(process)).as(service).isTrue());
    }

    /** Gone, or dead and not yet collected by whoever started it. */
    private static boolean isGone(ProcessHandle process) {
        if (!process.isAlive()) {
            return true;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException goneOrNotOnThisSystem) {
            return !process.isAlive();
        }
    }
}
