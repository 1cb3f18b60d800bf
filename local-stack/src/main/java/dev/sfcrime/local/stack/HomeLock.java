package dev.sfcrime.local.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Supplier;

import dev.sfcrime.local.machine.Poll;
import org.jspecify.annotations.Nullable;

/** Keeps two launchers from starting or stopping the processes of one home at the same time. */
final class HomeLock {
    private HomeLock() {}

    /**
     * Acts while holding the lock, after waiting for another launcher to release it.
     *
     * @throws StackException if it is not released within that time
     */
    static <T> T whileHeld(Path file, Duration patience, Supplier<T> action) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (!Poll.until(() -> locked(channel), patience)) {
                throw new StackException(
                        "Another ./sfcrime (%s) is starting or stopping this stack; try again when it has finished"
                                .formatted(Files.readString(file).strip()));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(("pid " + ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
            return action.get();
        } catch (IOException unusable) {
            throw new StackException(file + " cannot be locked: " + unusable.getMessage(), unusable);
        }
    }

    private static boolean locked(FileChannel channel) {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        } catch (IOException unusable) {
            throw new StackException("The launcher's lock cannot be taken: " + unusable.getMessage(), unusable);
        }
    }
}
