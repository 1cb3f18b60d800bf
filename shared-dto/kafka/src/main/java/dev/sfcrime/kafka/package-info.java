/** How every program of the suite gets into Kafka, and what it says where Kafka does not let it in. */
@NullMarked
package dev.sfcrime.kafka;

import org.jspecify.annotations.NullMarked;
