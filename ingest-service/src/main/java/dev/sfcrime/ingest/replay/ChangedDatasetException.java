package dev.sfcrime.ingest.replay;

import java.io.IOException;

/** A dataset is not what it was when the replay began. Its message says in what, for users. */
final class ChangedDatasetException extends IOException {
    private static final long serialVersionUID = 1L;

    private ChangedDatasetException(String message) {
        super(message);
    }

    static ChangedDatasetException fewerRecords(long there, long read) {
        return new ChangedDatasetException(
                "it has changed, for the replay had read %d of its records, and now there are %d"
                        .formatted(read, there));
    }

    static ChangedDatasetException fewerMessages(long read, long messages, long sent) {
        return new ChangedDatasetException(
                "it has changed, for the replay had sent %d messages for %d records, which now make %d"
                        .formatted(sent, read, messages));
    }

    static ChangedDatasetException moreMessages(long read, long sent) {
        return new ChangedDatasetException(
                "it has changed, for the replay had sent %d messages, and its first %d records now make more"
                        .formatted(sent, read));
    }

    static ChangedDatasetException fingerprint(String then, String now) {
        return new ChangedDatasetException("it has changed, from %s to %s".formatted(then, now));
    }
}
