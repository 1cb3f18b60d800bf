package dev.sfcrime.bench.lab;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.machine.Ports;
import dev.sfcrime.local.stack.Checkout;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.ServiceStatus.State;
import dev.sfcrime.local.stack.StackException;
import dev.sfcrime.wire.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LabIT {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private static final Console SILENT = Console.plain(NOWHERE, NOWHERE);

    @TempDir
    private Path folder;

    @Test
    void aBrokerTakesCallsAndLeavesNothingBehind() throws Exception {
        int port;
        Path data;
        try (Lab lab = open()) {
            lab.start(Service.BROKER);
            port = lab.status(Service.BROKER).port();
            data = lab.home().data(Service.BROKER.id());

            lab.topics().fill(Topics.CALLS, "first", 0, 1_000);
            lab.topics().fill(Topics.CALLS, "first", 1_000, 1_500);

            assertThat(lab.topics().endOffsets(Topics.CALLS)).isEqualTo(1_500);
            assertThat(lab.status(Service.INGEST).state()).isEqualTo(State.STOPPED);
        }
        assertThat(Ports.isBusy(port)).isFalse();
        assertThat(Files.exists(data)).isFalse();
    }

    @Test
    void aTopicCanBeMadeAnew() throws Exception {
        try (Lab lab = open()) {
            lab.start(Service.BROKER);
            CallTopics topics = lab.topics();
            topics.create("load", 2);
            topics.fill("load", "first", 10);

            topics.delete("load");
            topics.create("load", 2);

            assertThat(topics.endOffsets("load")).isZero();
        }
    }

    @Test
    void oneLabAtATimeUsesAFolder() throws Exception {
        try (Lab lab = open()) {
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(this::open)
                    .withMessageContaining(
                            "Another benchmark runs in " + lab.home().folder());
        }
    }

    @Test
    void aLabThatCouldNotBeClosedDoesNotKeepOutTheNextOne() throws Exception {
        Path moved = folder.resolveSibling(folder.getFileName() + "-moved");
        Lab lab = open();
        Files.move(folder, moved);
        Files.createFile(folder);

        assertThatExceptionOfType(StackException.class).isThrownBy(lab::close);

        Files.delete(folder);
        Files.move(moved, folder);
        open().close();
        lab.close();
    }

    private Lab open() throws Exception {
        return Lab.open(new Checkout(Path.of("").toAbsolutePath().getParent()), folder, SILENT);
    }
}
