package dev.sfcrime.acceptance;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Every endpoint of the HTTP contract answers with the fields it promises, and every error as a problem. */
@ExtendWith(SuiteExtension.class)
class HttpContractIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ingest    | GET    | /nowhere                                          |      | 404",
                "ingest    | DELETE | /api/v1/replays                                   |      | 405",
                "ingest    | POST   | /api/v1/replays                                   | {    | 400",
                "ingest    | POST   | /api/v1/replays                                   | {}   | 400",
                "ingest    | POST   | /api/v1/replays                                   | {'dataset':'nowhere.json'} | 404",
                "ingest    | POST   | /api/v1/replays                                   | {'dataset':'../pom.xml'}   | 400",
                "ingest    | POST   | /api/v1/replays                                   | {'dataset':'calls.json','speed':1} | 400",
                "ingest    | POST   | /api/v1/replays  | {'dataset':'calls.json','pace':{'recordsPerSecond':0}}    | 400",
                "ingest    | POST   | /api/v1/replays  | {'dataset':'calls.json','pace':{'recordsPerSecond':1,'unlimited':true}} | 400",
                "ingest    | POST   | /api/v1/replays  | {'dataset':'calls.json','skip':-1}                        | 400",
                "ingest    | POST   | /api/v1/replays  | {'dataset':'calls.json','order':'RANDOM'}                 | 400",
                "ingest    | POST   | /api/v1/replays  | {'dataset':'calls.json','faults':{'malformedRatio':2}}    | 400",
                "ingest    | GET    | /api/v1/replays/nobody                            |      | 404",
                "ingest    | PATCH  | /api/v1/replays/nobody                            | {'pace':{'unlimited':true}} | 404",
                "ingest    | POST   | /api/v1/replays/nobody/pause                      |      | 404",
                "ingest    | GET    | /api/v1/replays/nobody/rejected                   |      | 404",
                "ingest    | GET    | /api/v1/replays/nobody/events                     |      | 404",
                "ingest    | GET    | /api/v1/replays?state=ASLEEP                      |      | 400",
                "ingest    | GET    | /api/v1/replays?limit=1001                        |      | 400",
                "ingest    | GET    | /api/v1/datasets/nowhere/preview                  |      | 404",
                "ingest    | GET    | /api/v1/datasets/calls.json/preview?limit=0       |      | 400",
                "verify    | GET    | /nowhere                                          |      | 404",
                "verify    | POST   | /api/v1/messages                                  | {}   | 405",
                "verify    | GET    | /api/v1/messages?limit=0                          |      | 400",
                "verify    | GET    | /api/v1/messages?limit=1001                       |      | 400",
                "verify    | GET    | /api/v1/messages?partition=one                    |      | 400",
                "verify    | GET    | /api/v1/messages/0/999999999                      |      | 404",
                "verify    | GET    | /api/v1/messages/99/0                             |      | 404",
                "verify    | GET    | /api/v1/messages/0/-1                             |      | 400",
                "verify    | GET    | /api/v1/messages/export?format=xls                |      | 400",
                "verify    | GET    | /api/v1/verification/replays/nobody               |      | 404",
                "verify    | GET    | /api/v1/reconciliation/nobody                     |      | 404",
                "verify    | GET    | /api/v1/dead-letters?limit=0                      |      | 400",
                "verify    | GET    | /api/v1/dead-letters/999999999                    |      | 404",
                "analytics | GET    | /nowhere                                          |      | 404",
                "analytics | POST   | /api/v1/aggregates/crime-types                    | {}   | 405",
                "analytics | GET    | /api/v1/aggregates/crime-types?limit=1001         |      | 400",
                "analytics | GET    | /api/v1/aggregates/crime-types?offset=-1          |      | 400",
                "analytics | GET    | /api/v1/aggregates/crime-types?sort=colour        |      | 400",
                "analytics | GET    | /api/v1/aggregates/crime-types?order=up           |      | 400",
                "analytics | GET    | /api/v1/aggregates/crime-types/No%20such%20type   |      | 404",
                "analytics | GET    | /api/v1/aggregates/timeline?bucket=year           |      | 400",
                "analytics | GET    | /api/v1/aggregates/timeline?from=yesterday        |      | 400",
                "analytics | GET    | /api/v1/aggregates/timeline?from=2019-01-01T00:00:00&to=2018-01-01T00:00:00 | | 400",
                "analytics | GET    | /api/v1/aggregates/dispositions?limit=0           |      | 400",
                "analytics | GET    | /api/v1/aggregates/stream?view=nowhere            |      | 400",
                "analytics | GET    | /api/v1/queries/nobody/progress                   |      | 404",
                "analytics | POST   | /api/v1/queries/nobody/restart                    |      | 404",
                "analytics | POST   | /api/v1/queries/nobody/rebuild                    |      | 404",
            })
    void everyErrorIsAProblem(String service, String method, String path, String body, int status, RunningSuite suite) {
        HttpResponse<String> response =
                api(suite, service).send(method, path, body == null ? null : body.replace('\'', '"'));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(response.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asString()).isNotBlank();
        assertThat(problem.get("instance").asString()).isNotBlank();
        assertThat(response.body()).doesNotContain("Exception").doesNotContain("dev.sfcrime");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ingest    | /api/v1/datasets?            | 0     | name kind format sizeBytes records description",
                "ingest    | /api/v1/replays?limit=1      | 0     | id dataset state pace order loops read rejected sent"
                        + " acknowledged injectedMalformed injectedDuplicates injectedLate bytes totalRecords"
                        + " percentComplete recordsPerSecond lastEventTime startedAt finishedAt etaSeconds failure actions",
                "verify    | /api/v1/messages?limit=1     |       | items buffered bufferCapacity dropped",
                "verify    | /api/v1/messages?limit=1     | items/0 | partition offset timestamp key headers valid error call raw",
                "verify    | /api/v1/verification?        |       | consumed valid malformed recordsPerSecond latencyMs"
                        + " partitions replays",
                "verify    | /api/v1/verification?        | partitions/0 | partition firstOffset nextOffset endOffset lag"
                        + " consumed",
                "verify    | /api/v1/verification?        | replays/0 | replayId received distinct duplicates missing"
                        + " outOfOrder firstSequence lastSequence",
                "verify    | /api/v1/dead-letters?        |       | items",
                "analytics | /api/v1/aggregates/totals?   |       | asOf freshness counted malformed droppedByRetention views"
                        + " replay",
                "analytics | /api/v1/aggregates/totals?   | views | crimeTypes dispositions timelineHours timelineDays"
                        + " crimeTypeTimeline",
                "analytics | /api/v1/aggregates/crime-types? |    | asOf freshness total items page",
                "analytics | /api/v1/aggregates/crime-types? | asOf | batchId computedAt watermark offsets",
                "analytics | /api/v1/aggregates/crime-types? | freshness | lagRecords oldestUnprocessedAgeMs",
                "analytics | /api/v1/aggregates/crime-types? | page | limit offset totalItems",
                "analytics | /api/v1/aggregates/crime-types? | items/0 | crimeType count share distinctDispositions",
                "analytics | /api/v1/aggregates/dispositions? | items/0 | code description known count share",
                "analytics | /api/v1/aggregates/timeline? | items/0 | start end count final",
                "analytics | /api/v1/aggregates/timeline/crime-types? | items/0 | start end crimeType count final",
                "analytics | /api/v1/aggregates/replays?  | items/0 | replayId counted malformed",
                "analytics | /api/v1/queries?             | 0     | name id runId state batchId inputRowsPerSecond"
                        + " processedRowsPerSecond batchDurationMs stateRows lateRowsDropped exception",
            })
    void anAnswerHasAllThatIsPromised(String service, String path, String at, String fields, RunningSuite suite) {
        suite.replay(Datasets.WITH_BAD_LINES, "FILE");

        JsonNode answer = api(suite, service).get(path);

        JsonNode node = at == null ? answer : answer.at("/" + at);
        assertThat(node.propertyNames()).containsAll(Arrays.asList(fields.split(" ", -1)));
    }

    @Test
    void aReplayIsReconciledWithNamedChecks(RunningSuite suite) {
        String id = suite.replay(Datasets.SNAKE_CASE, "FILE").get("id").asString();

        assertThat(suite.awaitVerdict(id)).isEqualTo("MATCHED");
        JsonNode reconciliation = suite.verify.get("/api/v1/reconciliation/" + id);
        assertThat(reconciliation.get("replayId").asString()).isEqualTo(id);
        assertThat(reconciliation.get("missingSequences")).isEmpty();
        assertThat(reconciliation.get("checks")).isNotEmpty().allSatisfy(check -> {
            assertThat(check.propertyNames()).contains("name", "expected", "actual", "ok");
            assertThat(check.get("actual")).isEqualTo(check.get("expected"));
        });
    }

    @Test
    void aReplayIsSteeredWhileItRuns(RunningSuite suite) {
        Api ingest = suite.ingest;
        JsonNode started =
                ingest.post("/api/v1/replays", "{\"dataset\":\"calls.json\",\"pace\":{\"recordsPerSecond\":5}}");
        String replay = "/api/v1/replays/" + started.get("id").asString();

        assertThat(started.get("state").asString()).isEqualTo("RUNNING");
        assertThat(ingest.post(replay + "/pause", null).get("state").asString()).isEqualTo("PAUSED");
        assertThat(ingest.post(replay + "/pause", null).get("state").asString()).isEqualTo("PAUSED");
        assertThat(ingest.post(replay + "/resume", null).get("state").asString())
                .isEqualTo("RUNNING");
        HttpResponse<String> patched = ingest.send("PATCH", replay, "{\"pace\":{\"recordsPerSecond\":500}}");
        assertThat(patched.statusCode()).isEqualTo(200);
        suite.awaitCounted(started.get("id").asString(), "calls.json");
        HttpResponse<String> tooLate = ingest.send("POST", replay + "/pause", null);
        assertThat(tooLate.statusCode()).isEqualTo(409);
        assertThat(tooLate.body()).contains("actions");
    }

    @Test
    void aCancelledReplayIsCountedAsFarAsItCame(RunningSuite suite) {
        JsonNode started = suite.ingest.post(
                "/api/v1/replays", "{\"dataset\":\"calls.json\",\"pace\":{\"recordsPerSecond\":50},\"loops\":1}");
        String id = started.get("id").asString();
        await().untilAsserted(() -> assertThat(suite.ingest
                        .get("/api/v1/replays/" + id)
                        .get("acknowledged")
                        .asLong())
                .isPositive());

        suite.ingest.post("/api/v1/replays/" + id + "/cancel", null);

        JsonNode ended = suite.awaitCounted(id, "calls.json");
        assertThat(ended.get("state").asString()).isEqualTo("CANCELLED");
        assertThat(ended.get("finishedAt").isNull()).isFalse();
    }

    @Test
    void aRetriedRequestGivesTheSameReplay(RunningSuite suite) {
        String body = "{\"dataset\":\"bad-lines.ndjson\",\"pace\":{\"unlimited\":true}}";
        HttpResponse<String> first =
                suite.ingest.send("POST", "/api/v1/replays", body, "Idempotency-Key", "contract-1");
        HttpResponse<String> again =
                suite.ingest.send("POST", "/api/v1/replays", body, "Idempotency-Key", "contract-1");
        HttpResponse<String> other = suite.ingest.send(
                "POST",
                "/api/v1/replays",
                body.replace("true}}", "true},\"loops\":2}"),
                "Idempotency-Key",
                "contract-1");

        assertThat(first.statusCode()).isEqualTo(201);
        String id = JsonMapper.shared().readTree(first.body()).get("id").asString();
        assertThat(first.headers().firstValue("Location").orElseThrow()).endsWith("/api/v1/replays/" + id);
        assertThat(JsonMapper.shared().readTree(again.body()).get("id").asString())
                .isEqualTo(id);
        assertThat(other.statusCode()).isEqualTo(422);
        suite.awaitCounted(id, Datasets.WITH_BAD_LINES);
    }

    @Test
    void anUnchangedAnswerIsNotSentAgain(RunningSuite suite) {
        suite.replay(Datasets.SNAKE_CASE, "FILE");
        String path = "/api/v1/aggregates/crime-types?limit=5";
        String tag = suite.analytics
                .send("GET", path, null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        assertThat(suite.analytics.send("GET", path, null, "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        suite.replay(Datasets.SNAKE_CASE, "FILE");
        assertThat(suite.analytics.send("GET", path, null, "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "crime-types, 'crimeType,count,share,distinctDispositions'",
        "dispositions, 'code,description,known,count,share'",
        "timeline, 'start,end,count,final'",
        "timeline/crime-types, 'start,end,crimeType,count,final'",
        "replays, 'replayId,counted,malformed,injectedMalformed,injectedDuplicates,injectedLate'"
    })
    void everyAggregateIsToBeHadAsCsv(String view, String header, RunningSuite suite) {
        suite.replay(Datasets.SNAKE_CASE, "FILE");

        HttpResponse<String> csv =
                suite.analytics.send("GET", "/api/v1/aggregates/" + view, null, "Accept", "text/csv");

        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(csv.body().lines().findFirst().orElseThrow()).isEqualTo(header);
        assertThat(csv.body().lines().count()).isGreaterThan(1);
    }

    @Test
    void aMessageIsReadBackFromKafkaItself(RunningSuite suite) {
        suite.replay(Datasets.TITLE_CASE, "FILE");
        JsonNode newest = suite.verify.get("/api/v1/messages?limit=1").at("/items/0");

        JsonNode read = suite.verify.get("/api/v1/messages/"
                + newest.get("partition").asInt() + "/" + newest.get("offset").asLong());

        assertThat(read.get("call")).isEqualTo(newest.get("call"));
        assertThat(read.at("/call/crime_id").asString())
                .isEqualTo(newest.get("key").asString());
    }

    @Test
    void everyServiceDescribesItselfAndItsHealth(RunningSuite suite) {
        for (Api api : List.of(suite.ingest, suite.verify, suite.analytics)) {
            assertThat(api.get("/v3/api-docs").get("openapi").asString()).startsWith("3.");
            assertThat(api.send("GET", "/swagger-ui/index.html", null).statusCode())
                    .isEqualTo(200);
            for (String health : List.of("", "/liveness", "/readiness")) {
                assertThat(api.get("/actuator/health" + health).get("status").asString())
                        .as(api.name() + health)
                        .isEqualTo("UP");
            }
            assertThat(api.send("GET", "/actuator/info", null).statusCode()).isEqualTo(200);
            assertThat(api.send("GET", "/actuator/prometheus", null).body()).contains(api.name() + "_");
        }
    }

    private static Api api(RunningSuite suite, String service) {
        return switch (service) {
            case "ingest" -> suite.ingest;
            case "verify" -> suite.verify;
            case "analytics" -> suite.analytics;
            default -> throw new IllegalArgumentException(service);
        };
    }
}
