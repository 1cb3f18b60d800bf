package dev.sfcrime.bench.analytics.engines;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sfcrime.calls.DispositionTable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An engine's views over HTTP, with the JDK's own server: {@code GET /views/VIEW}, {@code GET /counted} for the calls in
 * the view of dispositions, and {@code GET /counted/everywhere} for those in every view.
 */
final class EngineServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String VIEWS = "/views/";
    private static final int THREADS = 2;

    private final Engine engine;
    private final DispositionTable table = DispositionTable.standard();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final HttpServer server;

    private EngineServer(Engine engine) throws IOException {
        this.engine = engine;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    /** Starts to serve, on any free loopback port. */
    static EngineServer start(Engine engine) throws IOException {
        EngineServer server = new EngineServer(engine);
        server.server.start();
        return server;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<?> answer = answer(exchange.getRequestURI().getPath());
            if (answer.isEmpty()) {
                send(exchange, 404, new byte[0]);
            } else {
                send(exchange, 200, JSON.writeValueAsBytes(answer.get()));
            }
        } catch (Engine.NotReadyException notYet) {
            send(exchange, 503, new byte[0]);
        }
    }

    private Optional<?> answer(String path) {
        return switch (path) {
            case "/counted" -> Optional.of(new Counted(sum(View.DISPOSITIONS)));
            case "/counted/everywhere" ->
                Optional.of(new Counted(
                        Stream.of(View.values()).mapToLong(this::sum).min().orElse(0)));
            default ->
                path.startsWith(VIEWS)
                        ? View.ofPath(path.substring(VIEWS.length())).map(this::items)
                        : Optional.empty();
        };
    }

    private long sum(View view) {
        return engine.counts(view).values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<String, Item> items(View view) {
        Map<String, Item> items = new TreeMap<>();
        engine.counts(view).forEach((key, count) -> {
            String description = view == View.DISPOSITIONS ? table.description(key) : null;
            items.put(key, new Item(count, description == null ? "" : description));
        });
        return items;
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** How many calls are in a view. */
    record Counted(long counted) {}

    /**
     * What is counted under a key.
     *
     * @param count calls
     * @param description what the radio code means; "" where the table lacks it, and in the other views
     */
    record Item(long count, String description) {}
}
