/** Replays beside Kafka's own producer performance tool, and how well they keep a pace. */
@NullMarked
package dev.sfcrime.bench.ingest;

import org.jspecify.annotations.NullMarked;
