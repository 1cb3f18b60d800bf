package dev.sfcrime.local.machine;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RunningProcessTests {
    private final RunningProcess self =
            RunningProcess.of(ProcessHandle.current()).orElseThrow();

    @Test
    void aLivingProcessRunsAndHoldsMemory() {
        assertThat(self.isRunning()).isTrue();
        assertThat(self.residentBytes().orElse(0)).isGreaterThan(1024L * 1024);
    }

    @Test
    void aLaterProcessWithTheSamePidIsAnotherOne() {
        RunningProcess former = new RunningProcess(self.pid(), self.started().minus(Duration.ofMinutes(1)));

        assertThat(former.isRunning()).isFalse();
        assertThat(former.residentBytes()).isEmpty();
    }

    @Test
    void anEndedProcessDoesNotRun() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        RunningProcess sleeping = RunningProcess.of(process.toHandle()).orElseThrow();

        sleeping.terminate(true);
        process.waitFor();

        assertThat(sleeping.isRunning()).isFalse();
    }
}
