/** Datasets: files of calls for service and the synthetic set, read record by record in bounded memory. */
@NullMarked
package dev.sfcrime.ingest.dataset;

import org.jspecify.annotations.NullMarked;
