/** The commands of {@code ./sfcrime}. */
@NullMarked
package dev.sfcrime.local.cli;

import org.jspecify.annotations.NullMarked;
