package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.tukaani.xz.XZInputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real PostgreSQL, from the binaries on the class path, that can be killed and started again on its data. However this
 * JVM dies, PostgreSQL ends with it: a shell holds it for as long as its own input is open.
 */
final class Postgres implements AutoCloseable {
    static final String USER = "postgres";
    static final String PASSWORD = "secret";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Unpacks its input into a new folder, makes an empty cluster there, and prints the folder. */
    private static final String SET_UP = """
            home=$(mktemp -d) && tar -x -C "$home" -f - && echo "$2" >"$home/password" &&
            "$home/bin/initdb" -D "$home/data" --username="$1" --pwfile="$home/password" --auth=scram-sha-256 \\
                --encoding=UTF8 --locale=C >&2 && echo "$home"
            """;

    /** Runs it until the input ends, then ends it without letting it finish anything. */
    private static final String RUN = """
            "$1/bin/postgres" -D "$1/data" -p "$2" -c listen_addresses=127.0.0.1 -c unix_socket_directories= &
            cat >/dev/null
            kill -QUIT $!
            wait
            """;

    private final Path log;
    private final int port;
    private final String home;
    private Process running;

    private Postgres(Path log, int port, String home) {
        this.log = log;
        this.port = port;
        this.home = home;
    }

    /** Whether there are binaries for this machine. */
    static boolean isThere() {
        return Postgres.class.getResource(binaries()) != null;
    }

    /** Makes one and starts it; what it prints goes to that file. */
    static Postgres start(Path log, int port) throws IOException, InterruptedException {
        Process setUp = unprivileged(log, SET_UP, USER, PASSWORD).start();
        try (InputStream packed = Postgres.class.getResourceAsStream(binaries());
                OutputStream tar = setUp.getOutputStream()) {
            new XZInputStream(packed).transferTo(tar);
        }
        String home = new String(setUp.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(setUp.waitFor()).as("initdb, see %s", log).isZero();
        Postgres postgres = new Postgres(log, port, home);
        postgres.start();
        return postgres;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** Starts it on its data; it accepts connections when this returns. */
    void start() throws IOException {
        running = unprivileged(log, RUN, home, Integer.toString(port)).start();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
                return true;
            }
        });
    }

    /** Ends it and all its connections at once. */
    void kill() throws IOException {
        running.getOutputStream().close();
        awaitEnd(running);
    }

    @Override
    public void close() throws IOException {
        if (running.isAlive()) {
            kill();
        }
        awaitEnd(unprivileged(log, "rm -rf \"$1\"", home).start());
    }

    private void awaitEnd(Process process) {
        await("PostgreSQL's end, see " + log).atMost(PATIENCE).until(() -> !process.isAlive());
    }

    /** PostgreSQL refuses to run as root, whose tests therefore run it as nobody. */
    private static ProcessBuilder unprivileged(Path log, String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.addAll(List.of("sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        Files.createDirectories(log.getParent());
        return new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private static String binaries() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        return "/postgres-%s-%s.txz"
                .formatted(system, System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64");
    }
}
