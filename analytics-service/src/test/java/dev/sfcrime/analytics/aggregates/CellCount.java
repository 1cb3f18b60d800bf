package dev.sfcrime.analytics.aggregates;

import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cell of the cube: how many valid calls of one event hour, crime type and disposition there are, as a total or as
 * what it grew by.
 *
 * @param hour start of the event hour
 * @param crimeType crime type; empty where calls have none
 * @param disposition radio code; empty where calls have none
 * @param count how many calls
 */
record CellCount(LocalDateTime hour, String crimeType, String disposition, long count) {
    private record Kind(String crimeType, String disposition) {}

    /** These cells, as a batch has them. */
    static CellCounts all(Collection<CellCount> cells) {
        CellCounts all = new CellCounts();
        Map<Kind, Integer> kinds = new HashMap<>();
        for (CellCount cell : cells) {
            int kind = kinds.computeIfAbsent(
                    new Kind(cell.crimeType(), cell.disposition()),
                    unseen -> all.addKind(cell.crimeType(), cell.disposition()));
            all.add(cell.hour(), kind, cell.count());
        }
        return all;
    }

    /** These cells, as a batch has them. */
    static CellCounts all(CellCount... cells) {
        return all(List.of(cells));
    }
}
