/** What arrived, exactly: totals, partitions, and for each replay what came twice, out of order or not at all. */
@NullMarked
package dev.sfcrime.verify.delivery;

import org.jspecify.annotations.NullMarked;
