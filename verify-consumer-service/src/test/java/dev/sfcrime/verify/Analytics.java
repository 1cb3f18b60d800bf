package dev.sfcrime.verify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands for the analytics-service: answers what it is told to, by replay. */
final class Analytics implements AutoCloseable {
    private static final String QUERY = "replayId=";

    private final HttpServer server;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private volatile String authorization = "";

    Analytics() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/aggregates/totals", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void answers(String replayId, String totals) {
        answers.put(replayId, totals);
    }

    /** Answers only those who bring this in the header of that name. */
    void asksFor(String credentials) {
        authorization = credentials;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String brought = exchange.getRequestHeaders().getFirst("Authorization");
        if (!authorization.isEmpty() && !authorization.equals(brought)) {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
            return;
        }
        String asked = exchange.getRequestURI().getQuery().substring(QUERY.length());
        byte[] totals = answers.getOrDefault(asked, "").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(totals.length == 0 ? 500 : 200, totals.length == 0 ? -1 : totals.length);
        if (totals.length > 0) {
            exchange.getResponseBody().write(totals);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
