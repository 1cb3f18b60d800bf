/** The recent messages as they are: a bounded buffer, its filters, the live tail, downloads, and single records. */
@NullMarked
package dev.sfcrime.verify.messages;

import org.jspecify.annotations.NullMarked;
