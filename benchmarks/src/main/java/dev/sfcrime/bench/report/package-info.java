/** What measurements come to: summaries, tables, plots and the pages in {@code docs}. */
@NullMarked
package dev.sfcrime.bench.report;

import org.jspecify.annotations.NullMarked;
