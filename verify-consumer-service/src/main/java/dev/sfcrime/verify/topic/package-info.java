/** Reads the calls topic from its beginning, and tells listeners of each message. */
@NullMarked
package dev.sfcrime.verify.topic;

import org.jspecify.annotations.NullMarked;
