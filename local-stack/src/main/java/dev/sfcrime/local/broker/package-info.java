/** A real Kafka broker in KRaft mode, with a data folder that survives restarts. */
@NullMarked
package dev.sfcrime.local.broker;

import org.jspecify.annotations.NullMarked;
