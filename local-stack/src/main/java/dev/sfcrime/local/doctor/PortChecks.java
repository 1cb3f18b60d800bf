package dev.sfcrime.local.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sfcrime.local.machine.PortOwner;
import dev.sfcrime.local.machine.Ports;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.ServiceStatus;

/** Checks that each port is free, or held by the service it is meant for. */
final class PortChecks {
    private final Settings settings;
    private final List<ServiceStatus> services;

    PortChecks(Settings settings, List<ServiceStatus> services) {
        this.settings = settings;
        this.services = services;
    }

    List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        for (ServiceStatus service : services) {
            for (Map.Entry<String, Integer> port :
                    service.service().ports(settings).entrySet()) {
                findings.add(examine(service, port.getKey(), port.getValue()));
            }
        }
        return findings;
    }

    private static Finding examine(ServiceStatus service, String setting, int port) {
        String subject = "Port " + port;
        if (!Ports.isBusy(port)) {
            return Finding.ok(subject, "free for %s (%s)".formatted(service.service(), setting));
        }
        Long pid = service.pid();
        boolean ours = pid != null
                && PortOwner.of(port).map(owner -> owner.pid() == pid).orElse(true);
        return ours
                ? Finding.ok(subject, "%s runs here".formatted(service.service()))
                : Finding.fail(
                        subject,
                        "needed by %s, in use by %s; stop that, or set %s to another port"
                                .formatted(service.service(), PortOwner.describe(port), setting));
    }
}
