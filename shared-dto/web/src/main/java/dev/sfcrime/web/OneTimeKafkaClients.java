package dev.sfcrime.web;

import java.util.regex.Pattern;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/**
 * Keeps no metrics of Kafka clients that serve a single replay or request, known by the UUID in their client id: each
 * would leave series in Prometheus that nothing is ever added to again.
 */
final class OneTimeKafkaClients implements MeterFilter {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Override
    public MeterFilterReply accept(Meter.Id meter) {
        if (!meter.getName().startsWith("kafka.")) {
            return MeterFilterReply.NEUTRAL;
        }
        String client = meter.getTag("client.id");
        return client != null && UUID.matcher(client).find() ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }
}
