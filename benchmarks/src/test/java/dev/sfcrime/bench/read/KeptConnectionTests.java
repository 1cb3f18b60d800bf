package dev.sfcrime.bench.read;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class KeptConnectionTests {
    private HttpServer server;
    private URI address;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/length", 200, 100_000, 100_000);
        answer("/chunks", 200, 0, 70_000);
        answer("/error", 500, 5, 5);
        server.start();
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void oneConnectionReadsAnswersOfKnownLengthAndInChunks() throws IOException {
        try (KeptConnection connection = new KeptConnection(address)) {
            assertThat(connection.exchange(KeptConnection.request(address, "/length")))
                    .isEqualTo(100_000);
            assertThat(connection.exchange(KeptConnection.request(address, "/chunks")))
                    .isEqualTo(70_000);
            assertThat(connection.exchange(KeptConnection.request(address, "/length")))
                    .isEqualTo(100_000);
        }
    }

    @Test
    void whereTheServerEndsAConnectionAnotherOneIsOpened() throws IOException {
        server.createContext("/last", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(200, 3);
            exchange.getResponseBody().write(new byte[3]);
            exchange.close();
        });
        try (KeptConnection connection = new KeptConnection(address)) {
            assertThat(connection.exchange(KeptConnection.request(address, "/last")))
                    .isEqualTo(3);
            assertThat(connection.exchange(KeptConnection.request(address, "/last")))
                    .isEqualTo(3);
        }
    }

    @Test
    void anyOtherStatusThan200IsAnError() throws IOException {
        try (KeptConnection connection = new KeptConnection(address)) {
            assertThatIOException()
                    .isThrownBy(() -> connection.exchange(KeptConnection.request(address, "/error")))
                    .withMessageContaining("500");
        }
    }

    @Test
    void clientsReadAllPathsInTurn() throws IOException {
        Reading reading = new Clients(address, 2).read(List.of("/length", "/chunks"), Duration.ofMillis(300));

        assertThat(reading.answersPerSecond()).isPositive();
        assertThat(reading.bytes()).isBetween(70_000.0, 100_000.0);
        assertThat(reading.p50Millis()).isPositive().isLessThanOrEqualTo(reading.p99Millis());
    }

    @Test
    void clientsTellWhatCouldNotBeRead() {
        assertThatIOException()
                .isThrownBy(() -> new Clients(address, 1).read(List.of("/error"), Duration.ofMillis(100)))
                .withMessageContaining("/error");
    }

    private void answer(String path, int status, long length, int bytes) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, length);
            exchange.getResponseBody().write(new byte[bytes]);
            exchange.close();
        });
    }
}
