package dev.sfcrime.analytics.aggregates;

import java.nio.file.Path;

import dev.sfcrime.analytics.PostgresServer;

/** The kinds of database that the aggregates can live in, each of them a real one. */
enum DatabaseKind {
    H2 {
        @Override
        String newDatabase(Path folder) {
            return "jdbc:h2:file:" + folder.resolve("aggregates");
        }
    },
    POSTGRESQL {
        @Override
        String newDatabase(Path folder) {
            return PostgresServer.shared().newDatabase();
        }
    };

    /**
     * Address of an empty database.
     *
     * @param folder where a database in a file is to lie
     */
    abstract String newDatabase(Path folder);
}
