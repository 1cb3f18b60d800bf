package dev.sfcrime.local.cli;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

import dev.sfcrime.local.console.Table;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.ServiceStatus;
import dev.sfcrime.local.stack.ServiceStatus.State;
import dev.sfcrime.local.stack.Stack;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Shows what runs, on which port, since when, with which memory. Exit code 3 if not all is ready.")
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_ALL_READY = 3;
    private static final long MIB = 1024 * 1024;
    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final SfCrime suite;

    StatusCommand(SfCrime suite) {
        this.suite = suite;
    }

    @Override
    public Integer call() {
        Settings settings = suite.settings();
        List<ServiceStatus> services = new Stack(settings, suite.checkout(), suite.console()).status();
        Table table = new Table("PROCESS", "STATE", "PORT>", "PID>", "SINCE", "MEMORY>");
        services.forEach(service -> addRow(table, service));
        table.print(suite.console());
        summary(settings, services).forEach(suite.console()::line);
        return services.stream().allMatch(service -> service.state() == State.READY) ? 0 : NOT_ALL_READY;
    }

    private static void addRow(Table table, ServiceStatus service) {
        OptionalLong memory = service.residentBytes();
        table.row(
                service.service().id(),
                service.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Integer.toString(service.port()),
                service.pid() == null ? "-" : Long.toString(service.pid()),
                service.since() == null ? "-" : SINCE.format(service.since().atZone(ZoneId.systemDefault())),
                memory.isEmpty() ? "-" : memory.getAsLong() / MIB + " MiB");
    }

    private static List<String> summary(Settings settings, List<ServiceStatus> services) {
        long total = services.stream()
                .mapToLong(service -> service.residentBytes().orElse(0))
                .sum();
        String memory = "Together " + total / MIB + " MiB; home " + settings.home();
        return settings.embedsBroker() ? List.of(memory) : List.of(memory, "Kafka at " + settings.bootstrapServers());
    }
}
