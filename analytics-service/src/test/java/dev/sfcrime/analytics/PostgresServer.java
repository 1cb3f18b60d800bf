package dev.sfcrime.analytics;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.sfcrime.local.secure.Certificate;
import org.awaitility.Awaitility;
import org.tukaani.xz.XZInputStream;

/**
 * A real PostgreSQL, from the binaries on the class path, for as long as this JVM lives. A shell unpacks and starts it,
 * and stops it and removes its files as soon as its own input ends: however this JVM dies, nothing stays behind. Its
 * log is {@code target/postgresql.log}.
 */
public final class PostgresServer {
    public static final String USER = "postgres";
    public static final String PASSWORD = "right";

    private static final Path LOG = Path.of("target", "postgresql.log").toAbsolutePath();
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    /** Its input is a tar archive, followed by nothing until PostgreSQL is to stop. */
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            home=$(mktemp -d) || exit
            trap 'rm -rf "$home"' EXIT
            tar -x -C "$home" -f - || exit
            echo "$2" >"$home/password"
            "$home/bin/initdb" -D "$home/data" --username="$1" --pwfile="$home/password" --auth=scram-sha-256 \\
                --encoding=UTF8 --locale=C --no-sync || exit
            if [ -n "$4" ]; then
              echo "$4" >"$home/data/server.crt"
              (umask 077 && echo "$5" >"$home/data/server.key")
              echo 'hostssl all all 127.0.0.1/32 scram-sha-256' >"$home/data/pg_hba.conf"
              echo 'ssl = on' >>"$home/data/postgresql.conf"
            fi
            "$home/bin/postgres" -D "$home/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \\
                -c fsync=off &
            cat >/dev/null
            kill -QUIT $!
            wait
            """;

    private final int port;

    /** Open for as long as PostgreSQL shall run. */
    private final OutputStream lifeline;

    private PostgresServer(int port, OutputStream lifeline) {
        this.port = port;
        this.lifeline = lifeline;
    }

    private static final class Shared {
        static final PostgresServer SERVER = start("", "");
    }

    /** The one of this JVM, started with the first call. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** One more, which takes no connection without TLS and shows this certificate. */
    public static PostgresServer demandingTls(Certificate certificate) throws IOException {
        return start(Files.readString(certificate.pem()), certificate.privateKey());
    }

    /** Makes an empty database, and returns its JDBC address. */
    public String newDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        try {
            execute("CREATE DATABASE " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
        return url(name);
    }

    public int port() {
        return port;
    }

    /** Stops it; the shared one runs as long as this JVM. */
    public void stop() throws IOException {
        lifeline.close();
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static PostgresServer start(String certificate, String key) {
        try {
            int port = freePort();
            List<String> command = new ArrayList<>(unprivileged());
            command.addAll(List.of("sh", "-c", SCRIPT, "sh", USER, PASSWORD, Integer.toString(port), certificate, key));
            Files.createDirectories(LOG.getParent());
            Process shell = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(LOG.toFile())
                    .start();
            PostgresServer server = new PostgresServer(port, shell.getOutputStream());
            server.unpack();
            Awaitility.await("PostgreSQL, see " + LOG)
                    .atMost(LONGEST_START)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("the shell has ended, see " + LOG, () -> !shell.isAlive())
                    .ignoreExceptions()
                    .untilAsserted(() -> server.execute("SELECT 1"));
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL does not start, see " + LOG, failed);
        }
    }

    private void unpack() throws IOException {
        String resource = "/postgres-" + platform() + ".txz";
        try (InputStream packed = PostgresServer.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new IllegalStateException("No PostgreSQL for this platform: there is no " + resource);
            }
            new XZInputStream(packed).transferTo(lifeline);
            lifeline.flush();
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        return system + (System.getProperty("os.arch").equals("aarch64") ? "-arm_64" : "-x86_64");
    }

    /** PostgreSQL refuses to run as root, whose tests therefore run it as nobody. */
    private static List<String> unprivileged() {
        return System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                : List.of();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
