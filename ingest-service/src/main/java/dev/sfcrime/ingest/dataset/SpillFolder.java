package dev.sfcrime.ingest.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Where sorting writes to disk. Each process has a folder of its own here, and a locked file beside it; what a process
 * left that is no more can be told by its lock being free, and is deleted at the next start.
 */
@Component
final class SpillFolder implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(SpillFolder.class);
    private static final String PREFIX = "sort-";
    private static final String LOCK = ".lock";

    private final Path base;
    private @Nullable Path own;
    private @Nullable FileChannel lock;

    SpillFolder(DatasetProperties properties) {
        this.base = properties.temporaryFolder().toAbsolutePath();
        deleteLeftovers();
    }

    /** A new, empty folder for one sorting. */
    synchronized Path newFolder() throws IOException {
        if (own == null) {
            own = lockOwn();
        }
        return Files.createTempDirectory(own, "");
    }

    /** Deletes a folder and what is in it. */
    void delete(Path folder) throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }

    private Path lockOwn() throws IOException {
        Files.createDirectories(base);
        String name = PREFIX + UUID.randomUUID();
        lock = FileChannel.open(base.resolve(name + LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        return Files.createDirectory(base.resolve(name));
    }

    private void deleteLeftovers() {
        for (Path file : locks()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                if (free != null) {
                    String name = String.valueOf(file.getFileName());
                    delete(file.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                    Files.delete(file);
                    log.atInfo().addKeyValue("folder", name).log("Deleted what an earlier sorting left");
                }
            } catch (OverlappingFileLockException ours) {
                log.atDebug().addKeyValue("file", file).log("Sorting folder is in use by this process");
            } catch (IOException stays) {
                log.atWarn()
                        .addKeyValue("file", file)
                        .setCause(stays)
                        .log("Cannot delete what an earlier sorting left");
            }
        }
    }

    private List<Path> locks() {
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        List<Path> locks = new ArrayList<>();
        try (Stream<Path> files = Files.list(base)) {
            files.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.startsWith(PREFIX) && name.endsWith(LOCK);
                    })
                    .forEach(locks::add);
        } catch (IOException | UncheckedIOException unreadable) {
            log.atWarn().addKeyValue("folder", base).setCause(unreadable).log("Cannot look for what sorting left");
        }
        return locks;
    }

    @Override
    public synchronized void close() throws IOException {
        if (own != null && lock != null) {
            delete(own);
            lock.close();
            Files.deleteIfExists(base.resolve(own.getFileName() + LOCK));
            own = null;
        }
    }
}
