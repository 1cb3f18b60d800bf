package dev.sfcrime.local.cli;

import java.net.URI;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Service;

/** Every address to open. */
final class Urls {
    private final Settings settings;

    Urls(Settings settings) {
        this.settings = settings;
    }

    void print(Console console) {
        console.line();
        console.heading("Open");
        for (Service service : new Service[] {Service.INGEST, Service.VERIFY, Service.ANALYTICS}) {
            URI url = service.url(settings);
            console.line("  %-10s %s/swagger-ui.html   %s/actuator".formatted(service, url, url));
        }
        console.line("  %-10s http://127.0.0.1:%d/StreamingQuery/".formatted("Spark UI", settings.sparkUiPort()));
        console.line("  %-10s %s".formatted("Kafka", settings.bootstrapServers()));
        console.line("  %-10s %s".formatted("logs", settings.home().resolve("logs")));
        console.line();
    }
}
