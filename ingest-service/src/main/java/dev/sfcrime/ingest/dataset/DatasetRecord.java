package dev.sfcrime.ingest.dataset;

/** One record of a dataset: a call that was read, or a record that could not be. */
public sealed interface DatasetRecord permits ReadCall, RejectedRecord {}
