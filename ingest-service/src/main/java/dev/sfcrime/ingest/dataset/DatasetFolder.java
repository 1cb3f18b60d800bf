package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The one folder whose files can be read by name. No name, and no link, leads out of it. */
final class DatasetFolder {
    private static final int MOST_FILES = 1000;

    private final Path folder;

    DatasetFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** The folder's files by name, hidden ones and links that lead outside left out; at most {@value #MOST_FILES}. */
    List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(this::isDataset).sorted().limit(MOST_FILES).toList();
        }
    }

    private boolean isDataset(Path entry) {
        return !entry.getFileName().toString().startsWith(".") && Files.isRegularFile(entry) && isInside(entry);
    }

    /**
     * The file of this name; null if there is none.
     *
     * @throws IllegalDatasetNameException if the name is a path, or a link that leads out of the folder
     */
    @Nullable
    Path file(String name) {
        if (name.isBlank()
                || name.equals(".")
                || name.equals("..")
                || name.indexOf('/') >= 0
                || name.indexOf('\\') >= 0) {
            throw new IllegalDatasetNameException(name);
        }
        Path file;
        try {
            file = folder.resolve(name);
        } catch (InvalidPathException nul) {
            throw new IllegalDatasetNameException(name);
        }
        if (!folder.equals(file.getParent())) {
            throw new IllegalDatasetNameException(name);
        }
        if (!Files.exists(file)) {
            return null;
        }
        if (!isInside(file)) {
            throw new IllegalDatasetNameException(name);
        }
        return isDataset(file) ? file : null;
    }

    private boolean isInside(Path file) {
        try {
            return file.toRealPath().startsWith(folder.toRealPath());
        } catch (IOException unreadable) {
            return false;
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
