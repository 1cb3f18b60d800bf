/** The parser that every message passes through, measured alone with JMH. */
@NullMarked
package dev.sfcrime.bench.micro;

import org.jspecify.annotations.NullMarked;
