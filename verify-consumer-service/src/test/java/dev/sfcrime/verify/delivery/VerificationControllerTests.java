package dev.sfcrime.verify.delivery;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static dev.sfcrime.verify.topic.TestMessages.batch;
import static dev.sfcrime.verify.topic.TestMessages.ofReplay;
import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "management.endpoint.health.group.readiness.include=readinessState")
@AutoConfigureMockMvc
class VerificationControllerTests {
    private static final String VERIFICATION = "/api/v1/verification";

    @Autowired
    private MockMvcTester http;

    @Autowired
    private Deliveries deliveries;

    @BeforeEach
    void readSome() {
        deliveries.startedOver();
        deliveries.received(batch(ofReplay("old", 1, 0), ofReplay("new", 1, 0), ofReplay("new", 3, 0)));
    }

    @Test
    void tellsWhatHasArrived() {
        assertThat(http.get().uri(VERIFICATION)).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"readingSince": "%s", "consumed": 3, "valid": 3, "malformed": 0, "withoutReplay": 0, "recordsPerSecond": 3.0,
                 "latencyMs": {"p50": null, "p95": null, "p99": null, "max": null},
                 "partitions": [
                    {"partition": 0, "firstOffset": 0, "nextOffset": 3, "endOffset": 3, "lag": 0, "consumed": 3}],
                 "replays": [
                    {"replayId": "new", "received": 2, "distinct": 2, "duplicates": 0, "missing": 1,
                     "outOfOrder": 0, "firstSequence": 1, "lastSequence": 3,
                     "malformed": 0, "injectedMalformed": 0, "injectedDuplicates": 0, "injectedLate": 0},
                    {"replayId": "old", "received": 1, "distinct": 1, "duplicates": 0, "missing": 0,
                     "outOfOrder": 0, "firstSequence": 1, "lastSequence": 1,
                     "malformed": 0, "injectedMalformed": 0, "injectedDuplicates": 0, "injectedLate": 0}],
                 "replaysTracked": 2, "replaysEvicted": 0}""".formatted(
                        deliveries.verification(1).readingSince()));
    }

    @Test
    void listsNoMoreReplaysThanAskedFor() {
        assertThat(http.get().uri(VERIFICATION + "?limit=1"))
                .bodyJson()
                .extractingPath("replays.length()")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "many"})
    void aWrongLimitIsNamed(String limit) {
        assertThat(http.get().uri(VERIFICATION + "?limit=" + limit))
                .hasStatus(400)
                .hasContentType("application/problem+json")
                .bodyJson()
                .extractingPath("errors[0].field")
                .isEqualTo("limit");
    }

    @Test
    void tellsOfOneReplay() {
        assertThat(http.get().uri(VERIFICATION + "/replays/new"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("""
                {"replayId": "new", "received": 2, "distinct": 2, "duplicates": 0, "missing": 1,
                 "outOfOrder": 0, "firstSequence": 1, "lastSequence": 3,
                     "malformed": 0, "injectedMalformed": 0, "injectedDuplicates": 0, "injectedLate": 0}""");
    }

    @Test
    void aReplayThatNothingArrivedOfIsNotFound() {
        assertThat(http.get().uri(VERIFICATION + "/replays/unknown"))
                .hasStatus(404)
                .hasContentType("application/problem+json")
                .bodyJson()
                .extractingPath("title")
                .isEqualTo("No such replay");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(exclude = KafkaAutoConfiguration.class)
    @EnableConfigurationProperties(DeliveryProperties.class)
    @Import({VerificationController.class, Deliveries.class, DeliveryMeters.class})
    static class Slice {}
}
