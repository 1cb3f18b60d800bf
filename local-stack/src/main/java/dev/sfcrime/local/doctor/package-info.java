/** Checks of the machine and the set-up, each with its remedy. */
@NullMarked
package dev.sfcrime.local.doctor;

import org.jspecify.annotations.NullMarked;
