package dev.sfcrime.analytics.aggregates;

import java.time.LocalDateTime;

/**
 * A cell of the cube: how many valid calls of one event hour, crime type and disposition there are, as a total or as
 * what it grew by.
 *
 * @param hour start of the event hour
 * @param crimeType crime type; empty where calls have none
 * @param disposition radio code; empty where calls have none
 * @param count how many calls
 */
public record CellCount(LocalDateTime hour, String crimeType, String disposition, long count) {}
