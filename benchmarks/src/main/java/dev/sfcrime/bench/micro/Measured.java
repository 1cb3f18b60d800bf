package dev.sfcrime.bench.micro;

import dev.sfcrime.bench.report.Summary;

/**
 * What one way of doing something takes.
 *
 * @param way the way
 * @param nanos nanoseconds for a message; each measurement of each JVM is a sample
 */
record Measured(Subject.Way way, Summary nanos) {}
