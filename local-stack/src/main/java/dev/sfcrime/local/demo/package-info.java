/** The demonstration: one replay, followed through every process up to the verdict. */
@NullMarked
package dev.sfcrime.local.demo;

import org.jspecify.annotations.NullMarked;
