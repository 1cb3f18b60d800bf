/** What the services agree on in Kafka: topics and record headers. */
@NullMarked
package dev.sfcrime.wire;

import org.jspecify.annotations.NullMarked;
