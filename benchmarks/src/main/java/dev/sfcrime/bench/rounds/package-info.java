/** Contenders that take turns, round after round, so that whatever disturbs the machine disturbs all of them. */
@NullMarked
package dev.sfcrime.bench.rounds;

import org.jspecify.annotations.NullMarked;
