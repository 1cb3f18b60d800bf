/** Verification catching up, beside Kafka's own consumer performance tool. */
@NullMarked
package dev.sfcrime.bench.verify;

import org.jspecify.annotations.NullMarked;
