package dev.sfcrime.bench.tune;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sfcrime.bench.lab.Backlog;
import dev.sfcrime.bench.lab.CallTopics;
import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.local.client.JsonClient;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.Folders;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.StackException;
import dev.sfcrime.wire.Topics;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Makes trials, one after the other, in one warm JVM: each has a topic, a checkpoint and a store of its own. First the
 * service catches up with a filled topic, then messages come at a steady rate.
 */
final class Trials implements AutoCloseable {
    /** Whatever has not caught up by then is slow enough to be told so. */
    static final Duration CATCH_UP = Duration.ofSeconds(40);

    /** How long the last messages may take after the steady part's end. */
    private static final Duration MAINTENANCE = Duration.ofSeconds(10);

    private static final Duration DRAIN = Duration.ofSeconds(20);

    /** The first messages meet a query that has just been in a hurry. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /** Messages that get the query over what it does but once: its first batch is not part of the backlog. */
    private static final long FIRST = 1_000;

    private static final Duration REPORTS = Duration.ofSeconds(3);
    private static final int MOST_REPORTS = 1000;
    private static final String REPLAY = "tune";

    private final Bench bench;
    private final Effort effort;
    private final JsonClient http = new JsonClient();
    private @Nullable WorkerProcess worker;
    private int number;

    /**
     * What trials are made with.
     *
     * @param bootstrapServers the broker
     * @param brokerPid its process
     * @param serviceJar the packaged service beside its libraries
     * @param folder for what trials keep, which is deleted after each
     * @param port of the service
     * @param uiPort of its Spark UI, where one is wanted
     */
    record Bench(String bootstrapServers, long brokerPid, Path serviceJar, Path folder, int port, int uiPort) {
        /** Those of a lab in which the broker runs, and the service does not. */
        static Bench in(Lab lab) {
            Long brokerPid = lab.status(Service.BROKER).pid();
            if (brokerPid == null) {
                throw new StackException("The broker of the lab does not run");
            }
            return new Bench(
                    lab.bootstrapServers(),
                    brokerPid,
                    lab.runnableJar(Service.ANALYTICS),
                    lab.home().data(Service.ANALYTICS.id()),
                    lab.url(Service.ANALYTICS, "/").getPort(),
                    lab.sparkUiPort());
        }
    }

    Trials(Bench bench, Effort effort) {
        this.bench = bench;
        this.effort = effort;
    }

    /** Starts the JVM, unless it runs. */
    void open() throws IOException, InterruptedException {
        if (worker == null) {
            Files.createDirectories(bench.folder());
            worker = WorkerProcess.start(bench.serviceJar(), bench.folder(), bench.brokerPid());
        }
    }

    /** Asks the service for the values that it ships. */
    Map<String, String> shipped() throws IOException, InterruptedException {
        return onTopicOfItsOwn((topics, topic) -> {
            Map<String, String> arguments = arguments(topic);
            arguments.putAll(Shipped.arguments(bench.uiPort()));
            worker().run(arguments);
            try (Visible visible = Visible.follow(service())) {
                awaitFirst(visible);
            }
            URI ui = URI.create("http://127.0.0.1:" + bench.uiPort());
            Map<String, String> shipped = Shipped.read(http, service(), ui, WorkerProcess.log(bench.folder()));
            worker().stop();
            return shipped;
        });
    }

    /** Makes a trial, in a new JVM if the one before has brought the old one down. */
    TrialResult run(Plan.Trial trial) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        return onTopicOfItsOwn((topics, topic) -> {
            try (Backlog backlog = topics.backlog(topic, REPLAY)) {
                backlog.write(FIRST, FIRST + effort.records());
                Map<String, String> arguments = arguments(topic);
                arguments.putAll(trial.setting().arguments());
                worker().run(arguments);
                Seen seen = measure(topics, topic, backlog);
                worker().stop();
                return seen.toResult(trial, (System.nanoTime() - begin) / 1e9);
            }
        });
    }

    /** What is done with a topic that holds a few messages, and a worker that runs nothing. */
    private interface Work<T> {
        T on(CallTopics topics, String topic) throws IOException, InterruptedException;
    }

    private <T> T onTopicOfItsOwn(Work<T> work) throws IOException, InterruptedException {
        String topic = "tune-" + ProcessHandle.current().pid() + "-" + ++number;
        CallTopics topics = new CallTopics(bench.bootstrapServers());
        open();
        topics.create(topic);
        try {
            topics.fill(topic, REPLAY, FIRST);
            forget(data());
            Files.createDirectories(data());
            return work.on(topics, topic);
        } catch (StackException | IOException | InterruptedException failed) {
            close();
            throw failed;
        } finally {
            topics.delete(topic);
            forget(data());
        }
    }

    /** Deletes a folder; what still writes there is waited out, as a state store's maintenance outlives its query. */
    private static void forget(Path folder) throws IOException {
        if (!Poll.until(() -> isDeleted(folder), MAINTENANCE)) {
            Folders.delete(folder);
        }
    }

    private static boolean isDeleted(Path folder) {
        try {
            Folders.delete(folder);
            return true;
        } catch (DirectoryNotEmptyException stillWritten) {
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Of one trial. */
    private Path data() {
        return bench.folder().resolve("trial");
    }

    private URI service() {
        return URI.create("http://127.0.0.1:" + bench.port());
    }

    private WorkerProcess worker() {
        if (worker == null) {
            throw new IllegalStateException("There is no worker");
        }
        return worker;
    }

    private Map<String, String> arguments(String topic) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("server.port", Integer.toString(bench.port()));
        arguments.put("spring.datasource.url", "jdbc:h2:file:" + data().resolve("aggregates"));
        arguments.put("analytics.spark.ui-port", "0");
        arguments.put("analytics.query.bootstrap-servers", bench.bootstrapServers());
        arguments.put("analytics.query.topic", topic);
        arguments.put("analytics.query.checkpoint", data().resolve("checkpoint").toString());
        return arguments;
    }

    private static void awaitFirst(Visible visible) throws InterruptedException {
        if (!visible.await(FIRST, CATCH_UP)) {
            throw new StackException("The query did not count its first messages within " + CATCH_UP);
        }
    }

    private Seen measure(CallTopics topics, String topic, Backlog backlog) throws IOException, InterruptedException {
        Seen seen = new Seen();
        try (Visible visible = Visible.follow(service())) {
            awaitFirst(visible);
            long started = next(reports(FIRST, 0), 0);
            backlog.commit();
            seen.caughtUp = visible.await(FIRST + effort.records(), CATCH_UP);
            seen.catchUp = reports(Math.min(visible.messages() - FIRST, effort.records()), started);
            if (seen.caughtUp) {
                long from = FIRST + effort.records();
                long count = (long) effort.rate() * effort.steadySeconds();
                Acknowledged sent = new Acknowledged(from + effort.rate() * SETTLING.toMillis() / 1000);
                topics.sendSteadily(topic, REPLAY, from, from + count, effort.rate(), sent);
                // behind the marker that ends the backlog's transaction in each partition
                long end = from + Topics.CALLS_PARTITIONS + count;
                visible.await(end, DRAIN);
                seen.unseen = end - visible.messages();
                seen.latencies = visible.latencies(sent.byPartition(), DRAIN.toMillis());
                seen.steady = reports(count - seen.unseen, next(seen.catchUp, started));
            }
        }
        return seen;
    }

    /** Number of the batch behind these. */
    private static long next(List<BatchReport> batches, long first) {
        return batches.isEmpty() ? first : batches.get(batches.size() - 1).batchId() + 1;
    }

    /** The batches from one on that read so many messages; Spark reports each a moment after its end. */
    private List<BatchReport> reports(long messages, long fromBatch) throws IOException, InterruptedException {
        URI resource = service().resolve("/api/v1/queries/call-counts/progress?limit=" + MOST_REPORTS);
        long deadline = System.nanoTime() + REPORTS.toNanos();
        while (true) {
            List<BatchReport> batches = BatchReport.withInput(http.get(resource, JsonNode.class)).stream()
                    .filter(batch -> batch.batchId() >= fromBatch)
                    .toList();
            if (batches.stream().mapToLong(BatchReport::rows).sum() >= messages || System.nanoTime() > deadline) {
                return batches;
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }

    /** What a trial saw. */
    private static final class Seen {
        private boolean caughtUp;
        private long unseen;
        private List<BatchReport> catchUp = List.of();
        private List<BatchReport> steady = List.of();
        private List<Long> latencies = List.of();

        TrialResult toResult(Plan.Trial trial, double seconds) {
            List<Long> sorted = new ArrayList<>(latencies);
            Collections.sort(sorted);
            double begin = catchUp.isEmpty() ? 0 : catchUp.get(0).start();
            double end = catchUp.isEmpty()
                    ? CATCH_UP.toMillis()
                    : catchUp.get(catchUp.size() - 1).end();
            long rows = catchUp.stream().mapToLong(BatchReport::rows).sum();
            double busy =
                    Math.max(1, catchUp.stream().mapToLong(BatchReport::whole).sum());
            return new TrialResult(
                    trial.part(),
                    trial.round(),
                    trial.place(),
                    trial.setting().id(),
                    caughtUp,
                    Math.max(1, rows) * 1000.0 / Math.max(1, end - begin),
                    Math.max(1, rows) * 1000.0 / busy,
                    catchUp.stream().mapToLong(BatchReport::whole).max().orElse(CATCH_UP.toMillis()),
                    percentile(sorted, 0.5),
                    percentile(sorted, 0.99),
                    unseen,
                    mean(steady.stream().map(BatchReport::inputRowsPerSecond).toList()),
                    mean(steady.stream()
                            .map(BatchReport::processedRowsPerSecond)
                            .toList()),
                    median(steady.stream().map(BatchReport::whole).sorted().toList()),
                    phases(),
                    seconds,
                    Instant.now());
        }

        /** Of sorted latencies; the whole time where there are none. At least 1 ms: a logarithm is taken. */
        private static double percentile(List<Long> sorted, double share) {
            return sorted.isEmpty()
                    ? CATCH_UP.toMillis()
                    : Math.max(1, sorted.get((int) Math.ceil(share * sorted.size()) - 1));
        }

        private static double mean(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        }

        private static double median(List<Long> sorted) {
            return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
        }

        private Map<String, Double> phases() {
            Map<String, Double> means = new TreeMap<>();
            for (BatchReport batch : steady) {
                batch.millis()
                        .forEach((phase, millis) -> means.merge(phase, millis / (double) steady.size(), Double::sum));
            }
            return means;
        }
    }
}
