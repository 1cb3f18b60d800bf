/** The verify service: what arrived in the calls topic, and the proof of it. */
@NullMarked
package dev.sfcrime.verify;

import org.jspecify.annotations.NullMarked;
