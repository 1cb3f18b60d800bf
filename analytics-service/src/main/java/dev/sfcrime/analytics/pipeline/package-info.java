/** What is counted: pure functions of a Dataset, the same for the stream, a batch and the tests. */
@NullMarked
package dev.sfcrime.analytics.pipeline;

import org.jspecify.annotations.NullMarked;
