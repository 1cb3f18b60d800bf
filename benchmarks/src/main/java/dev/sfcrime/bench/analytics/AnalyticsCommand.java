package dev.sfcrime.bench.analytics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.sfcrime.bench.analytics.engines.EngineKind;
import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.options.RecordsOption;
import dev.sfcrime.bench.options.RoundsOption;
import dev.sfcrime.bench.options.SecondsOption;
import dev.sfcrime.bench.rounds.Contender;
import dev.sfcrime.bench.rounds.Results;
import dev.sfcrime.bench.rounds.Rounds;
import dev.sfcrime.local.stack.Additions;
import dev.sfcrime.local.stack.Service;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sfcrime bench analytics}. */
@Command(
        name = "analytics",
        description = {
            "Counting: the analytics-service beside Kafka Streams (DSL and Processor API,",
            "at least once and exactly once) and plain consumer loops. How fast each",
            "catches up, and how late its answers are; fails where the answers differ.%n",
        })
public final class AnalyticsCommand implements Callable<Integer> {
    /** How often the calls of the smaller dataset are sent: by default they are as many as the real set has, and one more. */
    static final int LOOPS = 5;

    private static final int RECORDS_A_SECOND = 2_000;
    private static final int WARM_UP_SECONDS = 5;
    private static final int SAMPLES = 10_000;

    private final Workshop workshop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final RoundsOption rounds = new RoundsOption(2, 1);

    @Mixin
    private final RecordsOption records = new RecordsOption(1_000_000, LOOPS);

    @Mixin
    private final SecondsOption seconds = new SecondsOption(10, 0);

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "ENGINE",
            description = {"The service and these engines alone, without a report; of", "${COMPLETION-CANDIDATES}"})
    private List<EngineKind> only = new ArrayList<>();

    public AnalyticsCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws Exception {
        int records = Math.toIntExact(this.records.value());
        if (records % LOOPS != 0) {
            throw new ParameterException(
                    spec.commandLine(), "--records is %d; it must be a multiple of %d".formatted(records, LOOPS));
        }
        try (Lab lab = workshop.openLab()) {
            lab.start(Service.BROKER);
            lab.start(
                    Additions.NONE.withVariable("INGEST_DATASETS_SYNTHETIC_RECORDS", Integer.toString(records)),
                    Service.INGEST);
            Recording repeated = Recording.make(lab, records, LOOPS);
            Recording distinct = Recording.make(lab, records, 1);
            lab.stop(Service.INGEST);
            compare(lab, repeated, distinct, records);
        }
        return 0;
    }

    private void compare(Lab lab, Recording repeated, Recording distinct, int records) throws Exception {
        int seconds = this.seconds.value();
        SteadyStream steady = seconds == 0
                ? null
                : new SteadyStream(
                        lab.bootstrapServers(),
                        repeated.first(Math.min(SAMPLES, records)),
                        RECORDS_A_SECOND,
                        WARM_UP_SECONDS,
                        seconds);
        try (Feed feed = new Feed(lab.bootstrapServers());
                Admin admin =
                        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, lab.bootstrapServers()))) {
            Comparison comparison = new Comparison(
                    feed,
                    repeated,
                    distinct,
                    steady,
                    admin,
                    topic -> lab.topics().create(topic));
            List<Contender<Turn>> contenders =
                    candidates(lab).stream().map(comparison::contender).toList();
            Results<Turn> results = new Rounds(workshop.console(), 0, rounds.value()).run(contenders, Turn::words);
            if (only.isEmpty()) {
                Path page = new AnalyticsReport(workshop, results, comparison.counted(), records, seconds).write();
                workshop.console().line("Written: " + page);
            }
        }
    }

    private List<Candidate> candidates(Lab lab) {
        List<Candidate> candidates = new ArrayList<>();
        for (EngineKind kind : EngineKind.values()) {
            if (only.isEmpty() || only.contains(kind)) {
                Path folder = lab.home().folder().resolve("engines").resolve(kind.name());
                candidates.add(new Peer(kind, lab.bootstrapServers(), folder));
            }
        }
        candidates.add(new Suite(lab));
        return candidates;
    }
}
