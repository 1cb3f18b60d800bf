package dev.sfcrime.bench.analytics.engines;

import java.nio.file.Path;

/**
 * Where an engine works.
 *
 * @param bootstrapServers Kafka's brokers
 * @param topic the calls
 * @param folder for what it keeps on disk
 */
record EngineSettings(String bootstrapServers, String topic, Path folder) {}
