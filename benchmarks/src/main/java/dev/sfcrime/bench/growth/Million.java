package dev.sfcrime.bench.growth;

/**
 * What was measured when one more million had been counted.
 *
 * @param number how many millions there are then
 * @param seconds from the commit of the first million until this one was visible
 * @param recordsPerSecond from the commit that makes the million visible until an answer over HTTP counts all of it
 * @param batchMillis the median of its full batches
 * @param heapBytes used after a full collection
 * @param residentBytes physical memory of the process
 * @param stateRows rows that Spark keeps between batches
 * @param cells cells in the store
 * @param checkpointBytes size of Spark's checkpoint on disk
 * @param storeBytes size of the store on disk
 */
record Million(
        int number,
        double seconds,
        double recordsPerSecond,
        double batchMillis,
        long heapBytes,
        long residentBytes,
        long stateRows,
        long cells,
        long checkpointBytes,
        long storeBytes) {}
