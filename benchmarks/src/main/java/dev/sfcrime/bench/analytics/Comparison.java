package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import dev.sfcrime.bench.rounds.Contender;
import dev.sfcrime.local.stack.StackException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Lets engines take turns, each with a topic and a process of its own, and holds all they count against what the first of
 * them counted.
 */
final class Comparison {
    private final Feed feed;
    private final Recording repeated;
    private final Recording distinct;
    private final @Nullable SteadyStream steady;
    private final Admin admin;
    private final Consumer<String> topics;
    private @Nullable Views expected;

    /**
     * Engines compared by these messages.
     *
     * @param repeated also what each engine warms up with
     * @param steady null where latency is not measured
     * @param topics makes a topic of that name
     */
    Comparison(
            Feed feed,
            Recording repeated,
            Recording distinct,
            @Nullable SteadyStream steady,
            Admin admin,
            Consumer<String> topics) {
        this.feed = feed;
        this.repeated = repeated;
        this.distinct = distinct;
        this.steady = steady;
        this.admin = admin;
        this.topics = topics;
    }

    /** A candidate that takes part. */
    Contender<Turn> contender(Candidate candidate) {
        return new Contender<>() {
            @Override
            public String name() {
                return candidate.label();
            }

            @Override
            public Turn run(int round) throws Exception {
                return turn(
                        candidate,
                        "round-%d-%s".formatted(round, candidate.label().replaceAll("[^A-Za-z0-9]+", "-")));
            }
        };
    }

    /** What all of them counted. */
    Views counted() {
        return Objects.requireNonNull(expected, "no engine has had its turn");
    }

    private Turn turn(Candidate candidate, String topic) throws Exception {
        topics.accept(topic);
        try (RunningEngine engine = candidate.start(topic)) {
            long counted = 0;
            CatchUp.measure(engine, feed, repeated, topic, counted);
            counted += repeated.records();
            CatchUp first = CatchUp.measure(engine, feed, repeated, topic, counted);
            counted += repeated.records();
            CatchUp second = CatchUp.measure(engine, feed, distinct, topic, counted);
            counted += distinct.records();
            requireSame(candidate, Views.of(engine));
            return new Turn(first, second, steady == null ? null : steady.measure(engine, topic, counted));
        } catch (IOException failed) {
            throw new StackException(candidate.label() + ": " + failed.getMessage(), failed);
        } finally {
            deleteTopicsOf(topic);
        }
    }

    private void requireSame(Candidate candidate, Views views) {
        if (expected == null) {
            expected = views;
        }
        expected.difference(views).ifPresent(difference -> {
            throw new StackException(
                    "%s counts otherwise than the engine before it: %s".formatted(candidate.label(), difference));
        });
    }

    /** Kafka Streams' own topics have the name of the topic in theirs. */
    private void deleteTopicsOf(String topic) throws InterruptedException, ExecutionException {
        List<String> made = admin.listTopics().names().get().stream()
                .filter(name -> name.contains(topic))
                .toList();
        admin.deleteTopics(made).all().get();
    }
}
