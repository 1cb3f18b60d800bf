/** The four processes of the suite: how each is started, watched, found again and stopped. */
@NullMarked
package dev.sfcrime.local.stack;

import org.jspecify.annotations.NullMarked;
