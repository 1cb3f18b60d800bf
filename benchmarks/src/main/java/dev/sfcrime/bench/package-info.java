/** The load and tuning lab: what {@code ./sfcrime bench} and {@code ./sfcrime tune} run. */
@NullMarked
package dev.sfcrime.bench;

import org.jspecify.annotations.NullMarked;
