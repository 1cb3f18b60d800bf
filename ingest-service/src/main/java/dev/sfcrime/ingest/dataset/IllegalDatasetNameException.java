package dev.sfcrime.ingest.dataset;

/** A name that can be no dataset's, because it would lead out of the dataset folder. */
public final class IllegalDatasetNameException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalDatasetNameException(String name) {
        super("'%s' is no dataset name; a name is that of a file in the dataset folder, without any path"
                .formatted(name));
    }
}
