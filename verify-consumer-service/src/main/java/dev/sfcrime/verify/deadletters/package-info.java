/** Messages that are no call: their way into a topic of their own, and what lies there. */
@NullMarked
package dev.sfcrime.verify.deadletters;

import org.jspecify.annotations.NullMarked;
