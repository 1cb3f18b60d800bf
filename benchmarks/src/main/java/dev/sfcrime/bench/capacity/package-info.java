/** The highest rate that the suite sustains, found by search. */
@NullMarked
package dev.sfcrime.bench.capacity;

import org.jspecify.annotations.NullMarked;
