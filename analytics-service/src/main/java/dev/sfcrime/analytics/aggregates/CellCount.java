package dev.sfcrime.analytics.aggregates;

import java.time.LocalDateTime;

/**
 * A cell of the cube: how many valid calls of one event hour, crime type and disposition there are in all.
 *
 * @param hour start of the event hour
 * @param crimeType crime type; empty where calls have none
 * @param disposition radio code; empty where calls have none
 * @param count absolute total, not a difference
 */
public record CellCount(LocalDateTime hour, String crimeType, String disposition, long count) {}
