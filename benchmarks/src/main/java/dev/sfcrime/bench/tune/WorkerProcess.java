package dev.sfcrime.bench.tune;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.bench.lab.JavaProgram;
import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.StackException;
import org.jspecify.annotations.Nullable;

/** The JVM in which {@link Worker} runs the service. Closing it ends it. */
final class WorkerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final BufferedWriter commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private WorkerProcess(Process process) {
        this.process = process;
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::read, "worker-answers");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the JVM.
     *
     * @param service the service's jar beside its libraries
     * @param folder where it runs, and logs
     * @param brokerPid process that it ends, too, should the lab be killed
     * @throws StackException if it does not answer
     */
    static WorkerProcess start(Path service, Path folder, long brokerPid) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Service.ANALYTICS.jvmFlags());
        command.addAll(JavaProgram.opens(service));
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Djava.awt.headless=true");
        command.add("-Djava.io.tmpdir=" + folder);
        command.add("-Dlogging.file.name=" + log(folder));
        command.add("-Dlogging.threshold.console=OFF");
        command.add("-cp");
        command.add(service + File.pathSeparator + ownClasses());
        command.add(Worker.class.getName());
        command.add(Long.toString(brokerPid));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("worker.out").toFile());
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        builder.environment().put(Lab.RATE_LIMIT, Lab.UNLIMITED);
        WorkerProcess worker = new WorkerProcess(builder.start());
        try {
            worker.await("start");
            return worker;
        } catch (StackException | InterruptedException failed) {
            worker.close();
            throw failed;
        }
    }

    /** Where a worker that runs in this folder logs. */
    static Path log(Path folder) {
        return folder.resolve("worker.log");
    }

    private static Path ownClasses() {
        try {
            return Path.of(Worker.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(Worker.DONE) || line.startsWith(Worker.FAILED)) {
                    answers.add(line);
                }
            }
        } catch (IOException ended) {
            // as said below
        }
        answers.add(Worker.FAILED + "the process has ended");
    }

    /** Starts the service with these arguments; returns when it answers over HTTP. */
    void run(Map<String, String> arguments) throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Worker.RUN);
        arguments.forEach((name, value) -> command.add("--" + name + "=" + value));
        send(String.join(Worker.SEPARATOR, command));
        await(Worker.RUN);
    }

    /** Stops the service, and collects its garbage. */
    void stop() throws InterruptedException {
        send(Worker.STOP);
        await(Worker.STOP);
    }

    private void send(String command) {
        try {
            commands.write(command);
            commands.newLine();
            commands.flush();
        } catch (IOException ended) {
            throw new StackException("The worker has ended; its log is beside its data", ended);
        }
    }

    private void await(String what) throws InterruptedException {
        @Nullable String answer = answers.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw new StackException("The worker did not %s within %s".formatted(what, PATIENCE));
        }
        if (answer.startsWith(Worker.FAILED)) {
            throw new StackException(
                    "The worker could not %s: %s".formatted(what, answer.substring(Worker.FAILED.length())));
        }
    }

    /** Ends the JVM without ceremony: its data is to be deleted. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
