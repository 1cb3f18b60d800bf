/** The options that several benchmarks have: the same names, words and rules for all of them. */
@NullMarked
package dev.sfcrime.bench.options;

import org.jspecify.annotations.NullMarked;
