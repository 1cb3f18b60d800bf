package dev.sfcrime.local.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.password4j.BcryptFunction;
import com.password4j.Password;
import dev.sfcrime.local.cli.Sandbox.Launcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LauncherIT {
    @TempDir
    Path folder;

    private Sandbox sandbox;

    @BeforeEach
    void createSandbox() throws IOException {
        sandbox = new Sandbox(folder);
    }

    @AfterEach
    void leaveNothingBehind() throws IOException {
        sandbox.close();
    }

    @Test
    void sigtermStopsAllThatUpStarted() throws Exception {
        Launcher up = sandbox.start("up");
        awaitOutput(up, "Ctrl-C stops all.");
        List<ProcessHandle> processes = sandbox.processes();
        assertThat(processes).allMatch(ProcessHandle::isAlive);

        up.process().destroy();

        assertThat(up.process().waitFor()).isEqualTo(143);
        awaitEnd(processes);
        assertThat(sandbox.home().resolve("run")).isDirectoryNotContaining("glob:**.pid");
        assertThat(up.output())
                .doesNotContain("died")
                .contains("analytics  stopped", "verify     stopped", "ingest     stopped")
                .endsWith("broker     stopped" + System.lineSeparator());
    }

    @Test
    void detachedProcessesAreTakenUpAndOnlyWhatIsMissingIsStarted() throws Exception {
        assertThat(sandbox.run("up", "--detach").exitCode()).isZero();
        List<ProcessHandle> first = sandbox.processes();
        assertThat(sandbox.run("status").exitCode()).isZero();
        assertThat(sandbox.run("up", "--detach").exitCode()).isZero();
        assertThat(sandbox.processes()).isEqualTo(first);

        ProcessHandle ingest = sandbox.process("ingest");
        ingest.destroyForcibly();
        await().until(() -> !ingest.isAlive());
        Launcher status = sandbox.run("status");
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(status.output()).containsPattern("ingest +died").containsPattern("verify +ready");

        assertThat(sandbox.run("up", "--detach").exitCode()).isZero();
        assertThat(sandbox.process("ingest")).isNotEqualTo(ingest);
        assertThat(sandbox.process("broker")).isEqualTo(first.get(0));
        assertThat(sandbox.run("reset", "--yes").output()).contains("The stack runs; run ./sfcrime down first");

        List<ProcessHandle> last = sandbox.processes();
        assertThat(sandbox.run("down").exitCode()).isZero();
        awaitEnd(last);
        assertThat(sandbox.run("down").output()).contains("Nothing runs.");
        assertThat(sandbox.run("logs", "verify").output()).contains("log of VERIFY");
    }

    @Test
    void downFindsWhatAKilledLauncherLeft() throws Exception {
        Launcher up = sandbox.start("up");
        awaitOutput(up, "Ctrl-C stops all.");
        List<ProcessHandle> processes = sandbox.processes();
        up.process().destroyForcibly().waitFor();
        assertThat(processes).allMatch(ProcessHandle::isAlive);

        Launcher down = sandbox.run("down");

        assertThat(down.exitCode()).isZero();
        awaitEnd(processes);
    }

    @Test
    void aBusyPortIsNamedWithItsOwnerBeforeAnythingStarts() throws Exception {
        try (ServerSocket busy = new ServerSocket(sandbox.port("VERIFY_PORT"), 1, InetAddress.getLoopbackAddress())) {
            Launcher up = sandbox.run("up", "--detach");

            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output())
                    .contains("Port " + busy.getLocalPort() + ", which verify needs, is in use by")
                    .contains("set VERIFY_PORT to another port");
            if (Files.exists(Path.of("/proc/net/tcp"))) {
                assertThat(up.output())
                        .contains("process " + ProcessHandle.current().pid());
            }
            assertThat(sandbox.home().resolve("run")).isDirectoryNotContaining("glob:**.pid");
        }
    }

    @Test
    void aServiceThatDiesWhileStartingIsReportedWithTheEndOfItsLogAndTheOthersAreStopped() throws Exception {
        sandbox.with("FAKE_VERIFY", "die");

        Launcher up = sandbox.run("up");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output())
                .contains("verify died before it was ready")
                .contains("boom: VERIFY has no mind to start");
        assertThat(sandbox.home().resolve("run")).isDirectoryNotContaining("glob:**.pid");
    }

    @Test
    void aServiceThatDiesLaterIsReportedAndCanBeStartedAgain() throws Exception {
        Launcher up = sandbox.start("up");
        awaitOutput(up, "Ctrl-C stops all.");
        ProcessHandle analytics = sandbox.process("analytics");

        analytics.destroyForcibly();

        awaitOutput(up, "analytics died (pid " + analytics.pid() + ")");
        assertThat(up.output()).contains("log of ANALYTICS");
        assertThat(sandbox.run("up", "--detach").exitCode()).isZero();
        List<ProcessHandle> processes = sandbox.processes();
        assertThat(processes).allMatch(ProcessHandle::isAlive);
        assertThat(sandbox.run("down").exitCode()).isZero();
        awaitEnd(processes);
        assertThat(up.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aServiceThatRunsButHasFailedIsNamedWithItsReasonAndLeftRunning() throws Exception {
        sandbox.with("FAKE_ANALYTICS", "fail");

        Launcher up = sandbox.run("up", "--detach");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output())
                .contains("verify     ready")
                .contains("analytics runs, but is not ready: the checkpoint is gone; run ./sfcrime rebuild");
        assertThat(sandbox.processes()).allMatch(ProcessHandle::isAlive);
        assertThat(sandbox.run("down").exitCode()).isZero();
    }

    @Test
    void rebuildAsksAnalyticsAndRepeatsItsRefusal() throws Exception {
        assertThat(sandbox.run("rebuild", "--yes").output())
                .contains("analytics does not answer at ", "./sfcrime up --detach");
        assertThat(sandbox.run("up", "--detach").exitCode()).isZero();

        Launcher refused = sandbox.run("rebuild", "--yes");
        Launcher forced = sandbox.run("rebuild", "--yes", "--force");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("Kafka no longer holds all that was counted");
        assertThat(forced.exitCode()).isZero();
        assertThat(forced.output()).contains("Spark counts all of Kafka again");
        assertThat(sandbox.run("down").exitCode()).isZero();
    }

    @Test
    void servicesThatAskForCredentialsGetThem() throws Exception {
        sandbox.with("FAKE_PASSWORD", "correct-horse").with("SFCRIME_PASSWORD", "correct-horse");

        assertThat(sandbox.run("up", "--detach").exitCode()).isZero();
        assertThat(sandbox.run("status").exitCode()).isZero();

        sandbox.with("SFCRIME_PASSWORD", "wrong");
        Launcher up = sandbox.run("up", "--detach");
        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output())
                .contains("it asks for credentials; set SFCRIME_USER and SFCRIME_PASSWORD")
                .doesNotContain("correct-horse");
        assertThat(sandbox.run("down").exitCode()).isZero();
    }

    @Test
    void aPasswordIsHashedAndNotShown() throws Exception {
        Launcher password = sandbox.start("password");
        password.process().outputWriter().append("correct-horse-battery\n").close();

        assertThat(password.process().waitFor()).isZero();
        assertThat(password.output().strip()).startsWith("{bcrypt}$2").doesNotContain("correct");
        String hash = password.output().strip().substring("{bcrypt}".length());
        assertThat(Password.check("correct-horse-battery", hash).with(BcryptFunction.getInstanceFromHash(hash)))
                .isTrue();
    }

    @Test
    void aShortPasswordIsRefused() throws Exception {
        Launcher password = sandbox.start("password");
        password.process().outputWriter().append("short\n").close();

        assertThat(password.process().waitFor()).isEqualTo(1);
        assertThat(password.output()).contains("at least 12 characters");
    }

    @Test
    void theBrokersLogIsJsonByTheSameSettingAsTheServices() throws Exception {
        sandbox.with("LOG_FORMAT", "json");
        assertThat(sandbox.run("up", "--detach").exitCode()).isZero();
        assertThat(sandbox.run("down").exitCode()).isZero();

        Launcher logs = sandbox.run("logs", "broker", "-n", "1000");

        assertThat(logs.exitCode()).isZero();
        JsonMapper json = JsonMapper.builder().build();
        List<JsonNode> lines = logs.output().lines().map(json::readTree).toList();
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.at("/@timestamp").asString()).endsWith("Z");
            assertThat(line.at("/log/level").asString()).isEqualTo("INFO");
            assertThat(line.at("/log/logger").asString()).isEqualTo("dev.sfcrime.local.broker.BrokerMain");
            assertThat(line.at("/process/thread/name").asString()).isEqualTo("main");
            assertThat(line.at("/service/name").asString()).isEqualTo("broker");
            assertThat(line.at("/message").asString()).isEqualTo("Broker ready");
            assertThat(line.at("/labels/address").asString()).isEqualTo("127.0.0.1:" + sandbox.port("KAFKA_PORT"));
            assertThat(line.has("error")).isFalse();
        });
    }

    @Test
    void resetDeletesWhatTheSuiteMadeAndKeepsDatasets() throws Exception {
        Path dataset = sandbox.home().resolve("datasets").resolve("calls.json");
        Files.createDirectories(dataset.getParent());
        Files.writeString(dataset, "[]");
        Files.createDirectories(sandbox.home().resolve("broker").resolve("logs"));

        Launcher reset = sandbox.run("reset", "--yes");

        assertThat(reset.exitCode()).isZero();
        assertThat(dataset).exists();
        assertThat(sandbox.home().resolve("broker")).doesNotExist();
    }

    @Test
    void wrongUsageAndWrongSettingsExitWithTwo() throws Exception {
        assertThat(sandbox.run("down", "--nonsense").exitCode()).isEqualTo(2);
        assertThat(sandbox.run("demo", "--records", "0").exitCode()).isEqualTo(2);
        Launcher status = sandbox.with("KAFKA_PORT", "0").run("status");
        assertThat(status.exitCode()).isEqualTo(2);
        assertThat(status.output()).contains("KAFKA_PORT is '0'; set it to a port from 1 to 65535");
    }

    /** An orphan's handle lives on for a moment, until the system has collected it. */
    private static void awaitEnd(List<ProcessHandle> processes) {
        await().untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
    }

    private static void awaitOutput(Launcher launcher, String text) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(launcher.output()).contains(text));
    }
}
