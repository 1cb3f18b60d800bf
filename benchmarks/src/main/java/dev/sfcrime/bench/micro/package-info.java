/** What every message passes through, measured alone with JMH beside the obvious alternative. */
@NullMarked
package dev.sfcrime.bench.micro;

import org.jspecify.annotations.NullMarked;
