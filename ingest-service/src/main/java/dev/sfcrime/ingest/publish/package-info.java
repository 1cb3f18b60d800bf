/** The way to Kafka: a publisher that loses nothing in silence, the topic it fills, and whether Kafka can be reached. */
@NullMarked
package dev.sfcrime.ingest.publish;

import org.jspecify.annotations.NullMarked;
