/** A police call for service, its JSON form on the wire, and the table of dispositions. */
@NullMarked
package dev.sfcrime.calls;

import org.jspecify.annotations.NullMarked;
