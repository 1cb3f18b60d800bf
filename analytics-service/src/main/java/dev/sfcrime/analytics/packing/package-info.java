/** Numbers and texts as few bytes, for what tasks hand to the driver and for what the database keeps. */
@NullMarked
package dev.sfcrime.analytics.packing;

import org.jspecify.annotations.NullMarked;
