package dev.sfcrime.ingest.replay;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** Ids that sort by time, can be read out, and do not collide across restarts: {@code 20181231-235700-1f0c9a3e}. */
final class ReplayIds {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int RANDOM_BYTES = 4;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    ReplayIds(Clock clock) {
        this.clock = clock;
    }

    String next() {
        byte[] suffix = new byte[RANDOM_BYTES];
        random.nextBytes(suffix);
        return TIME.format(clock.instant()) + HexFormat.of().formatHex(suffix);
    }
}
