package dev.sfcrime.local.cli;

import java.util.List;
import java.util.concurrent.Callable;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.doctor.Doctor;
import dev.sfcrime.local.doctor.Finding;
import dev.sfcrime.local.doctor.Finding.Verdict;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Stack;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description = {
            "Checks Java, memory, disk, ports, datasets, broker and topic, and names the remedy for each.",
            "Exit code 1 if anything is FAIL.",
        })
final class DoctorCommand implements Callable<Integer> {
    private final SfCrime suite;

    DoctorCommand(SfCrime suite) {
        this.suite = suite;
    }

    @Override
    public Integer call() {
        Settings settings = suite.settings();
        Stack stack = new Stack(settings, suite.checkout(), suite.console());
        List<Finding> findings = new Doctor(settings, suite.checkout(), stack.status()).examine();
        findings.forEach(this::print);
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAIL) ? 1 : 0;
    }

    private void print(Finding finding) {
        Console console = suite.console();
        String word = "%-4s".formatted(finding.verdict());
        String coloured = switch (finding.verdict()) {
            case OK -> console.green(word);
            case WARN -> console.yellow(word);
            case FAIL -> console.red(word);
        };
        console.line("%s  %-10s %s".formatted(coloured, finding.subject(), finding.detail()));
    }
}
