package dev.sfcrime.bench.lab;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.sfcrime.local.settings.ClientCredentials;

/** A service's metrics, in Prometheus' text format. */
final class Metrics {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI page;

    Metrics(URI page) {
        this.page = page;
    }

    /** The sum of the samples of this name that have the text among their labels; "" is among all. */
    OptionalDouble sum(String name, String label) throws IOException {
        try {
            HttpRequest request = ClientCredentials.of(System.getenv())
                    .addTo(HttpRequest.newBuilder(page))
                    .build();
            return sum(http.send(request, BodyHandlers.ofLines()).body(), name, label);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    static OptionalDouble sum(Stream<String> lines, String name, String label) {
        Predicate<String> ofThatName = line -> line.startsWith(name + " ") || line.startsWith(name + "{");
        double[] samples = lines.filter(ofThatName.and(line -> line.contains(label)))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toArray();
        double sum = 0;
        for (double sample : samples) {
            sum += sample;
        }
        return samples.length == 0 || !Double.isFinite(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
    }
}
