/** Compares each replay as ingest, Kafka, this service and Spark saw it. */
@NullMarked
package dev.sfcrime.verify.reconcile;

import org.jspecify.annotations.NullMarked;
