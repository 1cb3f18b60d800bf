package dev.sfcrime.bench.growth;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

import dev.sfcrime.bench.lab.Aggregates;
import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.bench.report.Summary;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.ServiceStatus;
import dev.sfcrime.local.stack.StackException;

/** Looks at analytics-service when it has counted something. */
final class Observer {
    /** Batches of this size or more are full ones: what Spark takes at most, less a marker for each partition. */
    private static final long FULL_BATCH = 190_000;

    private final Lab lab;
    private final Aggregates aggregates;
    private long lastBatch = -1;

    Observer(Lab lab) {
        this.lab = lab;
        this.aggregates = new Aggregates(lab);
    }

    /** What there is to see after one more million. */
    Million look(int number, double seconds, double recordsPerSecond) throws IOException, InterruptedException {
        ServiceStatus status = lab.status(Service.ANALYTICS);
        collectGarbage(status);
        Path folder = lab.home().data(Service.ANALYTICS.id());
        long checkpoint = size(folder.resolve("checkpoint"));
        return new Million(
                number,
                seconds,
                recordsPerSecond,
                batchMillis(),
                metric("jvm_memory_used_bytes", "area=\"heap\""),
                lab.status(Service.ANALYTICS).residentBytes().orElse(0),
                metric("analytics_state_rows", ""),
                metric("analytics_store_cells", ""),
                checkpoint,
                size(folder) - checkpoint);
    }

    private long metric(String name, String label) {
        return (long) aggregates.metric(name, label).orElse(0);
    }

    private double batchMillis() {
        List<Aggregates.Batch> batches = aggregates.batches().stream()
                .filter(batch -> batch.batchId() > lastBatch)
                .toList();
        if (batches.isEmpty()) {
            throw new StackException("analytics-service reports no batch after " + lastBatch);
        }
        lastBatch = batches.get(0).batchId();
        double[] full = batches.stream()
                .filter(batch -> batch.numInputRows() >= FULL_BATCH)
                .mapToDouble(Aggregates.Batch::millis)
                .toArray();
        return Summary.of(
                        full.length > 0
                                ? full
                                : batches.stream()
                                        .mapToDouble(Aggregates.Batch::millis)
                                        .toArray())
                .median();
    }

    /** Twice: what the first one finds unused may let go of more. */
    private static void collectGarbage(ServiceStatus status) throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        for (int i = 0; i < 2; i++) {
            Process process = new ProcessBuilder(jcmd, String.valueOf(status.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new StackException("jcmd could not collect the garbage of process " + status.pid());
            }
        }
    }

    /** Bytes in a folder; files that go away meanwhile have none. */
    static long size(Path folder) throws IOException {
        long[] bytes = {0};
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return bytes[0];
    }
}
