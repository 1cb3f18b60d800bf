package dev.sfcrime.local.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

import com.sun.net.httpserver.HttpServer;

/**
 * Stands in for a service's executable jar: it can be extracted as Spring Boot's can, tells of its readiness where
 * actuator would, and fails on demand: {@code FAKE_INGEST=die} and the like.
 */
final class FakeService {
    private static final Duration UNTIL_READY = Duration.ofMillis(300);

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(System.getProperty("java.class.path"));
        if ("tools".equals(System.getProperty("jarmode"))) {
            Path destination = Path.of(arguments[2]);
            Files.createDirectories(destination);
            Files.copy(jar, destination.resolve(jar.getFileName()));
            return;
        }
        String name = jar.getFileName().toString().replaceAll("-.*", "").toUpperCase(Locale.ROOT);
        if ("die".equals(System.getenv("FAKE_" + name))) {
            System.out.println("boom: " + name + " has no mind to start");
            System.exit(3);
        }
        Files.writeString(Path.of(System.getProperty("logging.file.name")), "log of " + name + "\n");
        serve(Integer.parseInt(System.getenv(name + "_PORT")));
    }

    private static void serve(int port) throws IOException {
        long readyAt = System.nanoTime() + UNTIL_READY.toNanos();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/actuator/health/readiness", exchange -> {
            exchange.sendResponseHeaders(System.nanoTime() < readyAt ? 503 : 200, -1);
            exchange.close();
        });
        server.start();
    }
}
