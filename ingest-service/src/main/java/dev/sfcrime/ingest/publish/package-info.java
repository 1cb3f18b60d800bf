/** The way to Kafka: transactions of messages and progress, the topics they go to, and whether Kafka can be reached. */
@NullMarked
package dev.sfcrime.ingest.publish;

import org.jspecify.annotations.NullMarked;
