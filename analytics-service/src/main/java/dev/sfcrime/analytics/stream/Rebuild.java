package dev.sfcrime.analytics.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Forgets store and checkpoint, so that the query counts anew from the topic's start. The checkpoint's folder is put
 * aside first, in one step: from then on the rebuild is decided, and whoever finds the folder set aside, after a crash,
 * finishes it. To be used while no query runs.
 */
final class Rebuild {
    static final String REMEDY = "./sfcrime rebuild, or POST /api/v1/queries/" + CallsQuery.NAME + "/rebuild";

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    private final Path checkpoint;
    private final Path aside;
    private final AggregateStore store;

    Rebuild(Path checkpoint, AggregateStore store) {
        this.checkpoint = checkpoint;
        this.aside = checkpoint.resolveSibling(checkpoint.getFileName() + ".discarded");
        this.store = store;
    }

    /** Decides it. */
    void begin() throws IOException {
        if (Files.exists(aside)) {
            return;
        }
        if (Files.exists(checkpoint)) {
            Files.move(checkpoint, aside, StandardCopyOption.ATOMIC_MOVE);
        } else {
            Files.createDirectories(aside);
        }
        LOG.atInfo().addKeyValue("checkpoint", checkpoint).log("The aggregates are being rebuilt");
    }

    /** Does what is left to do, if one was begun. */
    void finish() throws IOException {
        if (Files.exists(aside)) {
            store.clear();
            FileSystemUtils.deleteRecursively(aside);
            LOG.atInfo().addKeyValue("checkpoint", checkpoint).log("Aggregates and checkpoint are empty");
        }
    }

    /** Forgets a checkpoint in which nothing was counted yet. */
    void forgetUnused() throws IOException {
        FileSystemUtils.deleteRecursively(checkpoint);
    }
}
