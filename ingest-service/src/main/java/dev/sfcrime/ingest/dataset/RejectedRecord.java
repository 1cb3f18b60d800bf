package dev.sfcrime.ingest.dataset;

/**
 * A record that is no valid call for service.
 *
 * @param index the record's 1-based place in its dataset
 * @param line the 1-based line where it starts; -1 where that is unknown
 * @param reason why it was rejected, one short sentence
 * @param excerpt the beginning of its text, at most {@value #LONGEST_EXCERPT} characters
 */
public record RejectedRecord(long index, long line, String reason, String excerpt) implements DatasetRecord {
    static final int LONGEST_EXCERPT = 200;

    public RejectedRecord {
        if (excerpt.length() > LONGEST_EXCERPT) {
            excerpt = excerpt.substring(0, LONGEST_EXCERPT);
        }
    }
}
