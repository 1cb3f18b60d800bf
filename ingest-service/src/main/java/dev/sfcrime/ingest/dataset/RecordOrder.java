package dev.sfcrime.ingest.dataset;

/** In which order a dataset's records are read. */
public enum RecordOrder {
    /** As they stand in the file; the real file runs backwards in event time. */
    FILE,

    /** Ascending by event time; records of the same time keep their file order. */
    EVENT_TIME
}
