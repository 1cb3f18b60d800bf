/** Replays: datasets sent into Kafka at a pace that can be held, changed and stopped at any time, over HTTP. */
@NullMarked
package dev.sfcrime.ingest.replay;

import org.jspecify.annotations.NullMarked;
