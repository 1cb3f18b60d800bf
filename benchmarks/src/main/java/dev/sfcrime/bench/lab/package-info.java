/** A stack of its own to measure with: on free ports, with its own data, gone afterwards; and topics full of calls. */
@NullMarked
package dev.sfcrime.bench.lab;

import org.jspecify.annotations.NullMarked;
