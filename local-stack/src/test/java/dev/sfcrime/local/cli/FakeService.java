package dev.sfcrime.local.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Stands in for a service's executable jar: it can be extracted as Spring Boot's can, tells of its readiness where
 * actuator would, and fails on demand: {@code FAKE_INGEST=die} and the like. {@code fail} lets it run without ever being ready.
 * With {@code FAKE_PASSWORD} it knows an operator of this password alone.
 */
final class FakeService {
    private static final Duration UNTIL_READY = Duration.ofMillis(300);

    private static final String FAILURE = """
            {"status": "DOWN", "components": {"query": {"status": "DOWN", "details": {"state": "FAILED",
            "reason": "the checkpoint is gone; run ./sfcrime rebuild"}}}}""";
    private static final String REFUSAL = """
            {"status": 409, "detail": "Kafka no longer holds all that was counted"}""";

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
        serve(Integer.parseInt(System.getenv(name + "_PORT")), "fail".equals(System.getenv("FAKE_" + name)));
    }

    private static void serve(int port, boolean failed) throws IOException {
        long readyAt = System.nanoTime() + UNTIL_READY.toNanos();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/actuator/health/readiness", exchange -> {
            if (!isKnown(exchange)) {
                answer(exchange, 401, "{}");
                return;
            }
            boolean ready = !failed && System.nanoTime() >= readyAt;
            answer(exchange, ready ? 200 : 503, failed ? FAILURE : "{}");
        });
        server.createContext("/api/v1/queries/call-counts/rebuild", exchange -> {
            boolean forced = "force=true".equals(exchange.getRequestURI().getQuery());
            answer(exchange, forced ? 202 : 409, forced ? "{}" : REFUSAL);
        });
        server.start();
    }

    private static boolean isKnown(HttpExchange exchange) {
        String password = System.getenv("FAKE_PASSWORD");
        if (password == null) {
            return true;
        }
        byte[] both = ("operator:" + password).getBytes(StandardCharsets.UTF_8);
        return ("Basic " + Base64.getEncoder().encodeToString(both))
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
