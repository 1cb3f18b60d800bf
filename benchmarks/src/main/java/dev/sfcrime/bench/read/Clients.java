package dev.sfcrime.bench.read;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.HdrHistogram.Histogram;

/**
 * Clients with a connection each, that ask again as soon as they have their answer.
 *
 * @param server whom they ask
 * @param count how many they are
 */
record Clients(URI server, int count) {
    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    private record Share(Histogram micros, long bytes, long processorNanos) {}

    /**
     * Lets them read for that long.
     *
     * @param paths what they ask for in turn, each beginning with another
     * @throws IOException if one of them is not answered with a 200
     */
    Reading read(List<String> paths, Duration time) throws IOException {
        List<byte[]> requests =
                paths.stream().map(path -> KeptConnection.request(server, path)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            long begin = System.nanoTime();
            long end = begin + time.toNanos();
            List<Callable<Share>> clients = new ArrayList<>();
            for (int client = 0; client < count; client++) {
                int first = client;
                clients.add(() -> share(requests, first, end));
            }
            Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
            long bytes = 0;
            long processorNanos = 0;
            for (Future<Share> future : threads.invokeAll(clients)) {
                Share share = future.get();
                micros.add(share.micros());
                bytes += share.bytes();
                processorNanos += share.processorNanos();
            }
            return Reading.of(micros, (System.nanoTime() - begin) / 1e9, bytes, processorNanos / 1e9);
        } catch (ExecutionException failed) {
            throw new IOException("Reading %s failed: %s".formatted(paths, failed.getCause()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        } finally {
            threads.shutdownNow();
        }
    }

    private Share share(List<byte[]> requests, int first, long end) throws IOException {
        Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
        long bytes = 0;
        try (KeptConnection connection = new KeptConnection(server)) {
            int next = first % requests.size();
            long now = System.nanoTime();
            while (now < end) {
                bytes += connection.exchange(requests.get(next));
                long answered = System.nanoTime();
                micros.recordValue(Math.min(LONGEST_MICROS, (answered - now) / 1000));
                now = answered;
                next = (next + 1) % requests.size();
            }
        }
        return new Share(micros, bytes, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }
}
