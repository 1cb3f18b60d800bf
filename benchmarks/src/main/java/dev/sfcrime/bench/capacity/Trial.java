package dev.sfcrime.bench.capacity;

/**
 * How the system did at one rate.
 *
 * @param rate records a second that were asked for
 * @param arrived records a second that came to the topic
 * @param lagSlope by how many records the lag grew each second
 * @param p50Millis from a record's Kafka timestamp until an answer over HTTP counts it, half of them
 * @param p99Millis the same, 99 of 100
 */
record Trial(double rate, double arrived, double lagSlope, double p50Millis, double p99Millis) {}
