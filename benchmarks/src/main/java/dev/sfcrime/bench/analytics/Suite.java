package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import dev.sfcrime.bench.analytics.engines.View;
import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.local.stack.Additions;
import dev.sfcrime.local.stack.Service;
import tools.jackson.databind.JsonNode;

/**
 * The suite's analytics-service: the packaged process, with the settings that it is shipped with.
 *
 * @param lab where it runs
 */
record Suite(Lab lab) implements Candidate {
    /** Its name in tables. */
    static final String LABEL = "analytics-service";

    private static final String AGGREGATES = "/api/v1/aggregates/";
    private static final int PAGE = 1000;
    private static final int HOUR_LENGTH = "2018-12-31T23".length();

    @Override
    public String label() {
        return LABEL;
    }

    @Override
    public RunningEngine start(String topic) throws IOException {
        lab.forget(Service.ANALYTICS);
        lab.start(Additions.NONE.withVariable("ANALYTICS_QUERY_TOPIC", topic), Service.ANALYTICS);
        return new Running(lab);
    }

    private static final class Running implements RunningEngine {
        private final Lab lab;
        private final HttpReader http;
        private final ProcessHandle process;

        Running(Lab lab) {
            this.lab = lab;
            this.http = new HttpReader(lab.url(Service.ANALYTICS, "/"));
            Long pid = lab.status(Service.ANALYTICS).pid();
            this.process = ProcessHandle.of(pid == null ? 0 : pid)
                    .orElseThrow(() -> new IllegalStateException("analytics-service has no process"));
        }

        @Override
        public long counted() throws IOException {
            return http.get(AGGREGATES + "dispositions?limit=1").path("total").asLong();
        }

        /** Each answer is one cut of all views. */
        @Override
        public long countedEverywhere() throws IOException {
            return counted();
        }

        @Override
        public Map<String, Counted> view(View view) throws IOException {
            return switch (view) {
                case CRIME_TYPES -> items("crime-types?", "crimeType");
                case DISPOSITIONS -> items("dispositions?", "code");
                case HOURS -> items("timeline?bucket=hour&", "start");
            };
        }

        private Map<String, Counted> items(String path, String keyField) throws IOException {
            Map<String, Counted> counts = new TreeMap<>();
            int seen;
            do {
                seen = counts.size();
                JsonNode page = http.get("%s%slimit=%d&offset=%d".formatted(AGGREGATES, path, PAGE, seen));
                for (JsonNode item : page.path("items")) {
                    String key = item.path(keyField).asString();
                    counts.put(
                            keyField.equals("start") ? key.substring(0, HOUR_LENGTH) : key,
                            new Counted(
                                    item.path("count").asLong(),
                                    item.path("description").asString("")));
                }
            } while (counts.size() > seen);
            return counts;
        }

        @Override
        public Duration processorTime() {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }

        @Override
        public void close() throws IOException {
            lab.stop(Service.ANALYTICS);
            lab.forget(Service.ANALYTICS);
        }
    }
}
