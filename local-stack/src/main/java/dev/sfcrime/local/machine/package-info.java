/** What the operating system knows of processes and ports. */
@NullMarked
package dev.sfcrime.local.machine;

import org.jspecify.annotations.NullMarked;
