package dev.sfcrime.bench.analytics.engines;

import org.apache.kafka.streams.StreamsConfig;

/** The engines that the suite is compared with. */
public enum EngineKind {
    /** A consumer, a parser and hash maps: no state that outlives the process, the practical limit. */
    PLAIN_1("plain loop, 1 thread"),

    /** The same, with the partitions shared by two threads. */
    PLAIN_2("plain loop, 2 threads"),

    /** Kafka Streams' DSL, at least once. */
    DSL_AT_LEAST_ONCE("Streams DSL, at least once"),

    /** Kafka Streams' DSL, exactly once. */
    DSL_EXACTLY_ONCE("Streams DSL, exactly once"),

    /** Kafka Streams' Processor API, at least once. */
    PROCESSOR_AT_LEAST_ONCE("Streams processor, at least once"),

    /** Kafka Streams' Processor API, exactly once. */
    PROCESSOR_EXACTLY_ONCE("Streams processor, exactly once");

    private final String label;

    EngineKind(String label) {
        this.label = label;
    }

    /** Its name in tables. */
    public String label() {
        return label;
    }

    /** Whether it is built with Kafka Streams. */
    public boolean isStreams() {
        return this != PLAIN_1 && this != PLAIN_2;
    }

    Engine create(EngineSettings settings) {
        return switch (this) {
            case PLAIN_1 -> new PlainLoop(settings, 1);
            case PLAIN_2 -> new PlainLoop(settings, 2);
            case DSL_AT_LEAST_ONCE ->
                new StreamsEngine(settings, DslTopology.of(settings.topic()), StreamsConfig.AT_LEAST_ONCE);
            case DSL_EXACTLY_ONCE ->
                new StreamsEngine(settings, DslTopology.of(settings.topic()), StreamsConfig.EXACTLY_ONCE_V2);
            case PROCESSOR_AT_LEAST_ONCE ->
                new StreamsEngine(settings, ProcessorTopology.of(settings.topic()), StreamsConfig.AT_LEAST_ONCE);
            case PROCESSOR_EXACTLY_ONCE ->
                new StreamsEngine(settings, ProcessorTopology.of(settings.topic()), StreamsConfig.EXACTLY_ONCE_V2);
        };
    }
}
