/** The ingest service: replays datasets into Kafka at a pace of one's choice. */
@NullMarked
package dev.sfcrime.ingest;

import org.jspecify.annotations.NullMarked;
