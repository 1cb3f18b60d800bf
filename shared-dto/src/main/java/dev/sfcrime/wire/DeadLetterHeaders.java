package dev.sfcrime.wire;

/**
 * The headers that a dead letter has beside those of its source, as text. Key and value are the source's; the source
 * stays where it is.
 */
public final class DeadLetterHeaders {
    /** Why the message is no call, in the words of {@link dev.sfcrime.calls.UnreadableCallException}. */
    public static final String REASON = "dlq-reason";

    /** As the how-manieth dead letter it was written, from 1, dense, in decimal digits: the newest's tells their number. */
    public static final String NUMBER = "dlq-number";

    /** Topic that the message came from. */
    public static final String SOURCE_TOPIC = "dlq-source-topic";

    /** Its partition there, in decimal digits. */
    public static final String SOURCE_PARTITION = "dlq-source-partition";

    /** Its offset there, in decimal digits. */
    public static final String SOURCE_OFFSET = "dlq-source-offset";

    /** When it came to Kafka there, in milliseconds since 1970, in decimal digits. */
    public static final String SOURCE_TIMESTAMP = "dlq-source-timestamp";

    /**
     * Length of the source's value in bytes, in decimal digits; only where the dead letter holds no more than its
     * beginning, because the whole would be too large.
     */
    public static final String FULL_LENGTH = "dlq-full-length";

    private DeadLetterHeaders() {}
}
