package dev.sfcrime.analytics.aggregates;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How late calls may come.
 *
 * @param allowedLateness a timeline bucket is final once an event hour has been seen that starts this long after its
 *     end; without it no bucket ever is, since the dataset itself runs backwards. Calls are counted either way.
 */
@ConfigurationProperties("analytics")
record LatenessProperties(@Nullable Duration allowedLateness) {
    LatenessProperties {
        if (allowedLateness != null && allowedLateness.isNegative()) {
            throw new IllegalArgumentException(
                    "analytics.allowed-lateness is " + allowedLateness + "; it must not be negative");
        }
    }
}
