package dev.sfcrime.analytics.aggregates;

import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.*;

/** spike */
final class SpeedProbe {
    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory("probe");
        Random random = new Random(1);
        try (TestDatabase db = TestDatabase.inFolder(folder)) {
            AggregateStore store = db.store();
            long id = 0;
            for (int round = 0; round < 10; round++) {
                List<CellCount> cells = cells(
                        random,
                        LocalDateTime.of(2018, 1, 1, 0, 0).plusHours(2000L * (round / 2)),
                        2000,
                        150_000,
                        round % 2 + 1);
                long t = System.nanoTime();
                store.commit(new BatchCounts(
                        id++,
                        Instant.now(),
                        null,
                        Map.of(0, id * 200000),
                        cells,
                        List.of(new ReplayCount("r", id, 0))));
                System.out.printf(
                        "big %d ms (cells %d of %d, pairs %d)%n",
                        (System.nanoTime() - t) / 1_000_000,
                        cells.size(),
                        store.cut().cells(),
                        cells.stream()
                                .map(c -> c.hour() + c.crimeType())
                                .distinct()
                                .count());
            }
            long[] lat = new long[4000];
            for (int k = 0; k < lat.length; k++) {
                List<CellCount> cells =
                        cells(random, LocalDateTime.of(2019, 1, 1, 0, 0).plusHours(k / 20), 3, 250, 1 + k);
                long t = System.nanoTime();
                store.commit(new BatchCounts(
                        id++,
                        Instant.now(),
                        null,
                        Map.of(0, id * 200000),
                        cells,
                        List.of(new ReplayCount("r", id, 0))));
                lat[k] = System.nanoTime() - t;
            }
            long[] warm = Arrays.copyOfRange(lat, 1000, lat.length);
            Arrays.sort(warm);
            System.out.printf(
                    "steady p50 %d us p99 %d us max %d us%n",
                    warm[warm.length / 2] / 1000, warm[warm.length * 99 / 100] / 1000, warm[warm.length - 1] / 1000);
            System.out.println("file KB " + Files.size(folder.resolve("aggregates.mv.db")) / 1024);
            long t = System.nanoTime();
            db.store();
            System.out.println("load ms " + (System.nanoTime() - t) / 1_000_000);
        }
    }

    static List<CellCount> cells(Random random, LocalDateTime from, int hours, int n, long count) {
        Map<String, CellCount> cells = new HashMap<>();
        for (int tries = 0; cells.size() < n && tries < n * 4; tries++) {
            int h = random.nextInt(hours);
            int type = (int) Math.min(399, -Math.log(1 - random.nextDouble()) * 60);
            int disp = (int) Math.min(22, -Math.log(1 - random.nextDouble()) * 4);
            cells.put(
                    h + "/" + type + "/" + disp,
                    new CellCount(from.plusHours(h), new String("Type " + type), new String("D" + disp), count));
        }
        return new ArrayList<>(cells.values());
    }
}
