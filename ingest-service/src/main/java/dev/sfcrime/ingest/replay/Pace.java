package dev.sfcrime.ingest.replay;

import org.jspecify.annotations.Nullable;

/** How fast a replay sends. */
sealed interface Pace {
    /** The records per second that are aimed at; null where the pace names none. */
    default @Nullable Double target() {
        return null;
    }

    /**
     * So many records in every second.
     *
     * @param recordsPerSecond above 0, at most {@value #FASTEST}
     */
    record Steady(double recordsPerSecond) implements Pace {
        static final double FASTEST = 1_000_000;

        /** What a replay runs at unless told otherwise. */
        static final Steady DEFAULT = new Steady(1_000);

        @Override
        public Double target() {
            return recordsPerSecond;
        }
    }

    /**
     * Event time runs so many times faster than the wall clock: the time between two calls, divided by the factor, is
     * the time between their messages. Where event time runs backwards the same time passes, so that a dataset that
     * stands newest first plays at the same speed.
     *
     * @param speedFactor above 0
     */
    record EventSpeed(double speedFactor) implements Pace {}

    /** As fast as Kafka takes them. */
    record Unlimited() implements Pace {}
}
