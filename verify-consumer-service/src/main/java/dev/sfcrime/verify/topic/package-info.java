/** Reads topics from their beginning, and tells listeners of each message of the calls topic. */
@NullMarked
package dev.sfcrime.verify.topic;

import org.jspecify.annotations.NullMarked;
