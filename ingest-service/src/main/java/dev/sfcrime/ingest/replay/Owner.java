package dev.sfcrime.ingest.replay;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/**
 * This process among those that ever worked on the same replays. A later one supersedes an earlier one.
 *
 * @param id sorts by the time of the process's start
 */
record Owner(String id) {
    private static final int RANDOM_BYTES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A process that starts at this moment. */
    static Owner startedAt(Instant moment) {
        byte[] suffix = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(suffix);
        return new Owner(
                "%016d-%s".formatted(moment.toEpochMilli(), HexFormat.of().formatHex(suffix)));
    }

    /** Whether a replay belongs to another process for good, which has written this id. */
    boolean isSupersededBy(String otherId) {
        return otherId.compareTo(id) > 0;
    }
}
