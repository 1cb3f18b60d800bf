package dev.sfcrime.local.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A process that runs, told from any later one that was given the same pid by the time it started.
 *
 * @param pid its id
 * @param started when it started, as the operating system says
 */
public record RunningProcess(long pid, Instant started) {
    /** Linux derives start times from the boot time, which moves a little when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** The process of this handle; empty if it has gone. */
    public static Optional<RunningProcess> of(ProcessHandle handle) {
        return handle.info().startInstant().map(started -> new RunningProcess(handle.pid(), started));
    }

    /** Whether it still runs. A process that ended, but that nobody has waited for yet, does not. */
    public boolean isRunning() {
        return handle().isPresent();
    }

    /** Asks it to end, gracefully or by force; nothing happens if it has gone. */
    public void terminate(boolean forcibly) {
        handle().ifPresent(handle -> {
            if (forcibly) {
                handle.destroyForcibly();
            } else {
                handle.destroy();
            }
        });
    }

    /** Its resident memory in bytes, where the operating system tells. */
    public OptionalLong residentBytes() {
        return handle().isEmpty() ? OptionalLong.empty() : ResidentMemory.of(pid);
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> handle.info()
                        .startInstant()
                        .map(actual -> Duration.between(started, actual).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(false))
                .filter(handle -> !isZombie());
    }

    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException notOnThisSystem) {
            return false;
        }
    }
}
