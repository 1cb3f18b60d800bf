package dev.sfcrime.analytics.stream;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.execution.streaming.checkpointing.FileSystemBasedCheckpointFileManager;

/**
 * Spark's files of a checkpoint on a local disk. Hadoop would start a {@code chmod} process for each, and write a file with
 * its checksum beside it. A file appears whole or not at all as before: it is written under another name, and renamed.
 * Checksums that an earlier version has left are not read.
 *
 * <p>Spark makes it by the name of its class, {@code spark.sql.streaming.checkpointFileManagerClass}.
 */
public final class CheckpointFiles extends FileSystemBasedCheckpointFileManager {
    private static final String LOCAL = "file";

    /** Spark's way to make one: files below this path. */
    public CheckpointFiles(Path path, Configuration hadoop) {
        super(path, withoutChecksums(hadoop));
    }

    /** For this file system alone: much of Spark and Hadoop relies on the usual one being what local files are in. */
    private static Configuration withoutChecksums(Configuration hadoop) {
        Configuration own = new Configuration(hadoop);
        own.setClass("fs.%s.impl".formatted(LOCAL), RawLocalFileSystem.class, FileSystem.class);
        own.setBoolean("fs.%s.impl.disable.cache".formatted(LOCAL), true);
        return own;
    }

    @Override
    public FSDataOutputStream createTempFile(Path path) {
        java.nio.file.Path file = local(path);
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return new FSDataOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)),
                    null);
        } catch (IOException failed) {
            throw unchecked(failed);
        }
    }

    @Override
    public void renameTempFile(Path temporary, Path path, boolean overwrite) {
        java.nio.file.Path file = local(path);
        try {
            if (!overwrite && Files.exists(file)) {
                throw new FileAlreadyExistsException(file + " is there already");
            }
            Files.move(local(temporary), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw unchecked(failed);
        }
    }

    private static java.nio.file.Path local(Path path) {
        return java.nio.file.Path.of(path.toUri().getPath());
    }

    /** Scala's methods declare no exceptions, and their callers expect them all the same. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> RuntimeException unchecked(IOException failed) throws E {
        throw (E) failed;
    }
}
