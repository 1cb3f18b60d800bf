package dev.sfcrime.local.doctor;

import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Checkout;
import dev.sfcrime.local.stack.ServiceStatus;

/** Looks at everything that the suite needs, and at what hinders it. */
public final class Doctor {
    private final Settings settings;
    private final Checkout checkout;
    private final List<ServiceStatus> services;

    /**
     * A doctor for one stack.
     *
     * @param services each service as it is now
     */
    public Doctor(Settings settings, Checkout checkout, List<ServiceStatus> services) {
        this.settings = settings;
        this.checkout = checkout;
        this.services = services;
    }

    /** Every check, in the order of a stack's needs. */
    public List<Finding> examine() {
        MachineChecks machine = new MachineChecks(settings);
        List<Finding> findings = new ArrayList<>();
        findings.add(machine.java());
        findings.add(machine.memory(services.stream().anyMatch(service -> service.pid() != null)));
        findings.add(machine.disk());
        findings.addAll(new PortChecks(settings, services).examine());
        findings.add(machine.jars(checkout));
        findings.add(machine.datasets());
        findings.addAll(new KafkaChecks(settings, services).examine());
        return findings;
    }
}
