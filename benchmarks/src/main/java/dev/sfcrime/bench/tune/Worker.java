package dev.sfcrime.bench.tune;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the analytics service over and over in one JVM, which so stays warm; started by {@link WorkerProcess} on the class
 * path of the packaged service. It takes commands as lines: {@code run}, with the service's arguments behind tabs, and
 * {@code stop}; each is answered by a line that begins with {@link #DONE} or {@link #FAILED}. The end of its input is the
 * end of the lab, be it a violent one: then it ends at once, and the broker with it.
 */
public final class Worker {
    static final String RUN = "run";
    static final String STOP = "stop";
    static final String DONE = "@done";
    static final String FAILED = "@failed ";
    static final String SEPARATOR = "\t";

    private static final String APPLICATION = "dev.sfcrime.analytics.AnalyticsApplication";

    private final PrintStream answers;
    private @Nullable ConfigurableApplicationContext running;

    private Worker(PrintStream answers) {
        this.answers = answers;
    }

    /**
     * Serves commands until there are no more.
     *
     * @param arguments the broker's process id
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // what the service prints is no answer
        System.setOut(System.err);
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            new Worker(answers).serve(commands);
        } finally {
            for (String broker : arguments) {
                ProcessHandle.of(Long.parseLong(broker)).ifPresent(ProcessHandle::destroy);
            }
            Runtime.getRuntime().halt(0);
        }
    }

    private void serve(BufferedReader commands) throws IOException {
        answers.println(DONE);
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            List<String> command = Arrays.asList(line.split(SEPARATOR, -1));
            try {
                stop();
                if (command.get(0).equals(RUN)) {
                    run(command.subList(1, command.size()));
                }
                answers.println(DONE);
            } catch (RuntimeException | ReflectiveOperationException failed) {
                answers.println(FAILED + failed.toString().replaceAll("\\s+", " "));
            }
        }
    }

    private void run(List<String> arguments) throws ReflectiveOperationException {
        running = new SpringApplication(Class.forName(APPLICATION)).run(arguments.toArray(String[]::new));
    }

    private void stop() {
        if (running != null) {
            running.close();
            running = null;
            // the next trial is not to pay for this one
            System.gc();
        }
    }
}
