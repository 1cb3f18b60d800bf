package dev.sfcrime.analytics.aggregates;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.wire.InjectedFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        classes = AggregateApiIT.Application.class,
        properties = {
            "spring.config.import=classpath:sfcrime-web.yml,classpath:aggregates.yml",
            "spring.datasource.url=jdbc:h2:mem:aggregate-api",
            "analytics.allowed-lateness=PT2H",
            // no streaming query here
            "management.endpoint.health.group.readiness.include=readinessState"
        })
class AggregateApiIT {
    private static final String API = "/api/v1/aggregates";
    private static final LocalDateTime NEW_YEAR = LocalDateTime.of(2019, 1, 1, 0, 0);

    private static final String FIRST_REPLAY = "{\"replayId\":\"first\",\"counted\":6,\"malformed\":1,"
            + "\"injectedMalformed\":1,\"injectedDuplicates\":2,\"injectedLate\":3}";

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private AggregateStore store;

    @Autowired
    private SettableFreshness freshness;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan
    static class Application {
        @Bean
        SettableFreshness freshness() {
            return new SettableFreshness();
        }
    }

    static final class SettableFreshness implements Freshness {
        private volatile long lag;
        private volatile long age;

        @Override
        public long lagRecords() {
            return lag;
        }

        @Override
        public long oldestUnprocessedAgeMillis() {
            return age;
        }
    }

    /** Ten calls; each test may commit more, but leaves these as they are. */
    @BeforeEach
    void tenCalls() {
        freshness.lag = 0;
        freshness.age = 0;
        if (store.lastBatch() == null) {
            commit(
                    List.of(
                            new CellCount(NEW_YEAR.minusHours(25), "Passing Call", "HAN", 4),
                            new CellCount(NEW_YEAR.minusHours(1), "Passing Call", "GEN", 2),
                            new CellCount(NEW_YEAR.minusHours(1), "=1+1/2", "22", 1),
                            new CellCount(NEW_YEAR, "=1+1/2", "CAN", 1),
                            new CellCount(NEW_YEAR, "", "", 1),
                            new CellCount(NEW_YEAR.plusHours(2), "Fight, \"No\" Weapon", "HAN", 1)),
                    List.of(new ReplayCount("first", 6, 1), new ReplayCount(null, 4, 0)),
                    List.of(
                            new FaultCount("first", InjectedFault.DUPLICATE, 2),
                            new FaultCount("first", InjectedFault.LATE, 3),
                            new FaultCount("first", InjectedFault.MALFORMED, 1)));
        }
    }

    @Test
    void crimeTypesComeByTheirCallsInOneEnvelope() throws Exception {
        JsonNode answer = json(get("/crime-types?limit=2"));

        assertThat(names(answer)).containsExactly("asOf", "freshness", "total", "items", "page");
        assertThat(names(answer.get("asOf"))).containsExactly("batchId", "computedAt", "watermark", "offsets");
        assertThat(answer.at("/asOf/offsets/0").asLong()).isPositive();
        assertThat(answer.get("freshness").toString()).isEqualTo("{\"lagRecords\":0,\"oldestUnprocessedAgeMs\":0}");
        assertThat(answer.get("total").asLong()).isEqualTo(10);
        assertThat(answer.get("items").toString())
                .isEqualTo("[{\"crimeType\":\"Passing Call\",\"count\":6,\"share\":0.6,\"distinctDispositions\":2},"
                        + "{\"crimeType\":\"=1+1/2\",\"count\":2,\"share\":0.2,\"distinctDispositions\":2}]");
        assertThat(answer.get("page").toString()).isEqualTo("{\"limit\":2,\"offset\":0,\"totalItems\":4}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sort=crimeType|,=1+1/2,Fight; \"No\" Weapon,Passing Call",
                "sort=crimeType&order=desc&limit=1|Passing Call",
                "sort=count&order=asc&offset=3|Passing Call",
                "contains=PASS|Passing Call",
                "contains=nothing|"
            })
    void crimeTypesAreSortedPagedAndFiltered(String parameters, String expected) throws Exception {
        JsonNode items = json(get("/crime-types?" + parameters)).get("items");

        String types = String.join(
                ",",
                items.valueStream()
                        .map(item -> item.get("crimeType").asString().replace(',', ';'))
                        .toList());
        assertThat(types).isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%3D1%2B1%2F2", "=1+1/2", "=1+1%2f2"})
    void aCrimeTypeIsFoundWithItsSlashEncodedOrNot(String path) throws Exception {
        JsonNode answer = json(get("/crime-types/" + path));

        assertThat(answer.get("crimeType").asString()).isEqualTo("=1+1/2");
        assertThat(answer.get("count").asLong()).isEqualTo(2);
        assertThat(answer.get("items").get(0).get("dispositions")).isEqualTo(answer.get("dispositions"));
        assertThat(answer.get("dispositions").toString())
                .isEqualTo("[{\"code\":\"22\",\"description\":\"Cancel\",\"count\":1},"
                        + "{\"code\":\"CAN\",\"description\":\"Cancel\",\"count\":1}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"418// Lltd", "/", "//", "a;b=c", ";", "100%", "%2F", "back\\slash", "a+b", "?#&"})
    void aCrimeTypeOfAnyCharactersIsLookedForByItsName(String crimeType) throws Exception {
        HttpResponse<String> response = get("/crime-types/" + UriUtils.encode(crimeType, StandardCharsets.UTF_8));

        assertProblem(response, 404);
        assertThat(json(response).get("detail").asString()).contains("'" + crimeType + "'");
    }

    @Test
    void callsWithoutACrimeTypeAreFoundUnderTheEmptyOne() throws Exception {
        assertThat(json(get("/crime-types/")).get("count").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/csv"})
    void anUnknownCrimeTypeIsAProblem(String accept) throws Exception {
        HttpResponse<String> response = get("/crime-types/Nowhere", "Accept", accept);

        assertProblem(response, 404);
        assertThat(json(response).get("detail").asString()).contains("Nowhere");
    }

    @Test
    void dispositionsAreCountedByCodeAndDescribedWhereKnown() throws Exception {
        JsonNode answer = json(get("/dispositions"));

        assertThat(answer.get("items").valueStream().map(JsonNode::toString))
                .contains(
                        "{\"code\":\"HAN\",\"description\":\"Handled\",\"known\":true,\"count\":5,\"share\":0.5}",
                        "{\"code\":\"GEN\",\"description\":null,\"known\":false,\"count\":2,\"share\":0.2}",
                        "{\"code\":\"22\",\"description\":\"Cancel\",\"known\":true,\"count\":1,\"share\":0.1}",
                        "{\"code\":\"CAN\",\"description\":\"Cancel\",\"known\":true,\"count\":1,\"share\":0.1}",
                        "{\"code\":\"\",\"description\":null,\"known\":false,\"count\":1,\"share\":0.1}")
                .hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 4@2018-12-30T23:00:00 3@2018-12-31T23:00:00 2@2019-01-01T00:00:00 1@2019-01-01T02:00:00",
        "bucket=day, 4@2018-12-30T00:00:00 3@2018-12-31T00:00:00 3@2019-01-01T00:00:00",
        "from=2018-12-31&to=2019-01-01T01:00, 3@2018-12-31T23:00:00 2@2019-01-01T00:00:00",
        "bucket=day&from=2018-12-31T23:30&to=2019-01-01T02:00:00, 2@2019-01-01T00:00:00",
        "crimeType=Passing%20Call, 4@2018-12-30T23:00:00 2@2018-12-31T23:00:00",
        "crimeType=Passing%20Call&bucket=day&from=2018-12-31, 2@2018-12-31T00:00:00",
        "crimeType=Nowhere, ''",
        "limit=1&offset=1, 3@2018-12-31T23:00:00"
    })
    void theTimelineCountsByEventTime(String parameters, String expected) throws Exception {
        JsonNode items = json(get("/timeline?" + parameters)).get("items");

        assertThat(String.join(
                        " ",
                        items.valueStream()
                                .map(item -> item.get("count") + "@"
                                        + item.get("start").asString())
                                .toList()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 4@30T23:Passing Call|1@31T23:=1+1/2|2@31T23:Passing Call|1@01T00:|1@01T00:=1+1/2|1@01T02:Fight",
        "limit=2&offset=1, 1@31T23:=1+1/2|2@31T23:Passing Call",
        "limit=1&offset=2, 2@31T23:Passing Call",
        "bucket=day&offset=3, 1@01T00:|1@01T00:=1+1/2|1@01T00:Fight",
        "bucket=day&from=2019-01-01T01:00, 1@01T00:Fight",
        "bucket=day&crimeType=Passing Call, 4@30T00:Passing Call|2@31T00:Passing Call"
    })
    void theTimelineOfCrimeTypesCountsEachInItsBuckets(String parameters, String expected) throws Exception {
        JsonNode answer = json(get("/timeline/crime-types?" + parameters.replace(" ", "%20")));

        assertThat(String.join(
                        "|",
                        answer.get("items")
                                .valueStream()
                                .map(item -> item.get("count") + "@"
                                        + item.get("start").asString().substring(8, 13) + ":"
                                        + item.get("crimeType").asString().replaceFirst(",.*", ""))
                                .toList()))
                .isEqualTo(expected);
    }

    @Test
    void aBucketIsFinalOnceTheAllowedLatenessHasPassed() throws Exception {
        JsonNode items = json(get("/timeline")).get("items");

        assertThat(items.get(1).toString())
                .isEqualTo("{\"start\":\"2018-12-31T23:00:00\",\"end\":\"2019-01-01T00:00:00\",\"count\":3,"
                        + "\"final\":true}");
        assertThat(items.get(2).get("final").asBoolean()).isFalse();
    }

    @Test
    void replaysComeNewestFirst() throws Exception {
        assertThat(json(get("/replays")).get("items").toString())
                .endsWith("{\"replayId\":null,\"counted\":4,\"malformed\":0,"
                        + "\"injectedMalformed\":0,\"injectedDuplicates\":0,\"injectedLate\":0},"
                        + FIRST_REPLAY + "]");
    }

    @Test
    void totalsAreOneCutOfAllViewsAndOfTheReplayAskedFor() throws Exception {
        JsonNode answer = json(get("/totals?replayId=first"));

        assertThat(names(answer))
                .containsExactly(
                        "asOf",
                        "freshness",
                        "counted",
                        "malformed",
                        "droppedByRetention",
                        "lateAfterFinal",
                        "views",
                        "replay");
        assertThat(answer.at("/asOf/batchId").asLong())
                .isEqualTo(store.lastBatch().batchId());
        assertThat(answer.get("counted").asLong()).isEqualTo(10);
        assertThat(answer.get("malformed").asLong()).isPositive();
        assertThat(answer.get("droppedByRetention").asLong()).isZero();
        assertThat(answer.get("views").toString())
                .isEqualTo("{\"crimeTypes\":10,\"dispositions\":10,\"timelineHours\":10,\"timelineDays\":10,"
                        + "\"crimeTypeTimeline\":10}");
        assertThat(answer.get("replay").toString()).isEqualTo(FIRST_REPLAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?replayId=", "?replayId=unseen"})
    void totalsShowNoReplayWhereNoneWasSeen(String parameters) throws Exception {
        assertThat(json(get("/totals" + parameters)).get("replay").isNull()).isTrue();
    }

    @Test
    void totalsComeAsOneRow() throws Exception {
        assertThat(get("/totals?replayId=first", "Accept", "text/csv").body())
                .startsWith("counted,malformed,droppedByRetention,lateAfterFinal,crimeTypes,dispositions,timelineHours,"
                        + "timelineDays,crimeTypeTimeline,replayId,replayCounted,replayMalformed,injectedMalformed,"
                        + "injectedDuplicates,injectedLate\r\n10,")
                .endsWith(",0,0,10,10,10,10,10,first,6,1,1,2,3\r\n");
    }

    @Test
    void totalsKeepTheirEntityTagUntilTheyChange() throws Exception {
        String tag = get("/totals?replayId=first").headers().firstValue("ETag").orElseThrow();

        commit(List.of(), List.of());

        assertThat(get("/totals?replayId=first", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(get("/totals", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/crime-types?limit=1001, limit",
        "/crime-types?limit=0&offset=-1&sort=type&order=up&maxStalenessMs=x, limit offset sort order maxStalenessMs",
        "/dispositions?limit=ten, limit",
        "/timeline?from=yesterday&to=2018-02-30&bucket=week, bucket from to",
        "/timeline?from=2019-01-01&to=2019-01-01, to",
        "/timeline/crime-types?from=2019-01-01&to=2018-12-31&limit=-1, limit to",
        "/replays?offset=x, offset",
        "/totals?replayId=a&replayId=b&maxStalenessMs=x, replayId maxStalenessMs",
        "/crime-types/Passing%20Call?maxStalenessMs=-1, maxStalenessMs",
        "/stream?view=everything&limit=0, limit view",
        "/stream?view=timeline&bucket=week, bucket",
        "/crime-types?limit=1&limit=2, limit"
    })
    void everyWrongParameterIsNamed(String path, String fields) throws Exception {
        HttpResponse<String> response = get(path);

        assertProblem(response, 400);
        assertThat(json(response)
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString()))
                .containsExactlyInAnyOrder(fields.split(" "));
    }

    @Test
    void anUnacceptableFormIsAProblem() throws Exception {
        assertProblem(get("/crime-types", "Accept", "application/xml"), 406);
    }

    @Test
    void csvHasAHeaderAndNoFormulas() throws Exception {
        HttpResponse<String> response = get("/crime-types?sort=crimeType", "Accept", "text/csv");

        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(response.body()).isEqualTo("""
                        crimeType,count,share,distinctDispositions
                        ,1,0.1,1
                        '=1+1/2,2,0.2,2
                        "Fight, ""No"" Weapon",1,0.1,1
                        Passing Call,6,0.6,2
                        """.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "/crime-types/Passing%20Call, 'crimeType,code,description,count'",
        "/dispositions, 'code,description,known,count,share'",
        "/timeline?from=2030-01-01, 'start,end,count,final'",
        "/timeline/crime-types, 'start,end,crimeType,count,final'",
        "/replays, 'replayId,counted,malformed,injectedMalformed,injectedDuplicates,injectedLate'"
    })
    void everyAggregateComesAsCsv(String path, String header) throws Exception {
        assertThat(get(path, "Accept", "text/csv;q=0.9, application/json;q=0.1").body())
                .startsWith(header + "\r\n");
    }

    @Test
    void theEntityTagChangesWithTheAnswerAndNotWithItsFreshness() throws Exception {
        String path = "/timeline?to=2018-12-31T00:00";
        HttpResponse<String> first = get(path);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
        freshness.lag = 5;

        HttpResponse<String> same = get(path, "If-None-Match", tag);

        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        commit(List.of(), List.of(new ReplayCount("first", 6, 1)));
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(path + "&limit=7", "If-None-Match", tag).statusCode()).isEqualTo(200);
        String csvTag =
                get(path, "Accept", "text/csv").headers().firstValue("ETag").orElseThrow();
        assertThat(csvTag).isNotEqualTo(tag);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/crime-types",
                "/crime-types/Passing%20Call",
                "/dispositions",
                "/timeline",
                "/timeline/crime-types",
                "/replays",
                "/totals"
            })
    void theFreshnessOfOneBatchsAnswerIsOfTheMoment(String path) throws Exception {
        HttpResponse<String> fresh = get(path);
        freshness.lag = 12;
        freshness.age = Long.MAX_VALUE;

        HttpResponse<String> behind = get(path);

        assertThat(behind.body())
                .isEqualTo(fresh.body()
                        .replace(
                                "\"freshness\":{\"lagRecords\":0,\"oldestUnprocessedAgeMs\":0}",
                                "\"freshness\":{\"lagRecords\":12,\"oldestUnprocessedAgeMs\":null}"))
                .isNotEqualTo(fresh.body());
        assertThat(behind.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(behind.headers().firstValueAsLong("Content-Length"))
                .hasValue(behind.body().getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void staleAggregatesAreRefusedOnRequest() throws Exception {
        freshness.age = 1500;

        assertThat(get("/crime-types?maxStalenessMs=1500").statusCode()).isEqualTo(200);
        HttpResponse<String> stale = get("/crime-types?maxStalenessMs=1499");

        assertProblem(stale, 503);
        assertThat(stale.headers().firstValue("Retry-After")).hasValue("1");
        freshness.age = Long.MAX_VALUE;
        assertProblem(get("/dispositions?maxStalenessMs=9000000"), 503);
        assertThat(json(get("/dispositions"))
                        .at("/freshness/oldestUnprocessedAgeMs")
                        .isNull())
                .isTrue();
    }

    @Test
    void aFollowerGetsTheAnswerAtOnceAndAfterEachBatchThatChangedIt() throws Exception {
        HttpResponse<java.io.InputStream> response = client.send(
                HttpRequest.newBuilder(uri("/stream?view=replays&limit=1")).build(), BodyHandlers.ofInputStream());
        LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                lines.lines()
                        .filter(line -> line.startsWith("data:"))
                        .forEach(line -> events.add(JsonMapper.shared().readTree(line.substring("data:".length()))));
            } catch (IOException | java.io.UncheckedIOException closed) {
                // the test is over
            }
        });
        reader.start();
        try {
            JsonNode first = events.poll(10, TimeUnit.SECONDS);
            assertThat(names(first)).containsExactly("asOf", "freshness", "total", "items", "page");

            commit(List.of(), List.of());
            commit(
                    List.of(),
                    List.of(new ReplayCount("followed-" + store.lastBatch().batchId(), 0, 1)));

            JsonNode second = events.poll(10, TimeUnit.SECONDS);
            assertThat(second.at("/items/0/replayId").asString()).startsWith("followed-");
            assertThat(events).isEmpty();
        } finally {
            response.body().close();
            reader.join();
        }
    }

    @Test
    void everyAggregateIsDocumented() throws Exception {
        JsonNode paths = json(client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/api-docs"))
                                .build(),
                        BodyHandlers.ofString()))
                .get("paths");

        for (String path : List.of(
                "/crime-types",
                "/crime-types/{crimeType}",
                "/dispositions",
                "/timeline",
                "/timeline/crime-types",
                "/replays",
                "/totals",
                "/stream")) {
            JsonNode operation = paths.path(API + path).path("get");
            assertThat(operation.path("summary").asString("")).as(path).isNotEmpty();
            assertThat(operation.path("parameters").valueStream())
                    .as(path)
                    .isNotEmpty()
                    .allMatch(parameter -> parameter.hasNonNull("description"));
        }
    }

    private void commit(List<CellCount> cells, List<ReplayCount> replays) {
        commit(cells, replays, List.of());
    }

    private void commit(List<CellCount> cells, List<ReplayCount> replays, List<FaultCount> faults) {
        CommittedBatch last = store.lastBatch();
        long batchId = last == null ? 0 : last.batchId() + 1;
        store.commit(new BatchCounts(
                CubeOracle.HISTORY,
                batchId,
                Instant.parse("2026-11-20T12:00:00Z"),
                null,
                Map.of(0, 10 + batchId),
                CellCount.all(cells),
                replays,
                faults));
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + API + path);
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(response).get("status").asInt()).isEqualTo(status);
    }
}
