package dev.sfcrime.ingest.replay;

import java.util.List;
import java.util.stream.StreamSupport;

import dev.sfcrime.ingest.LiveService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything that can be wrong with a request is answered as problem details that say what would be right. */
class ReplayErrorsIT extends LiveService {
    private static final String REPLAYS = "/api/v1/replays";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                        | dataset
            {"dataset": "../etc/passwd"}                              | dataset
            {"dataset": "synthetic", "fault": {}}                     | fault
            {"dataset": "synthetic", "faults": {"ratio": 1}}          | faults.ratio
            {"dataset": "synthetic", "faults": {"lateRatio": 2}}      | faults.lateRatio
            {"dataset": "synthetic", "faults": {"lateBy": 7200}}      | faults.lateBy
            {"dataset": "synthetic", "faults": {"seed": 0.5}}         | faults.seed
            {"dataset": "synthetic", "pace": {}}                      | pace
            {"dataset": "synthetic", "pace": {"recordsPerSecond": 0}} | pace.recordsPerSecond
            {"dataset": "synthetic", "pace": {"speedFactor": -1}}     | pace.speedFactor
            {"dataset": "synthetic", "pace": {"unlimited": false}}    | pace.unlimited
            {"dataset": "synthetic", "pace": {"perHour": 1}}          | pace.perHour
            {"dataset": "synthetic", "order": "BACKWARDS"}            | order
            {"dataset": "synthetic", "skip": "some"}                  | skip
            {"dataset": "synthetic", "limit": 0}                      | limit
            {"dataset": "synthetic", "loops": -1}                     | loops
            {"dataset": "synthetic", "loops": 0.5}                    | loops
            """)
    void aWrongFieldIsNamed(String body, String field) {
        Answer answer = post(REPLAYS, body);

        assertProblem(answer, 400);
        assertThat(fields(answer)).containsExactly(field);
        assertThat(answer.text()).doesNotContain("ProblemDetail");
    }

    @Test
    void allWrongFieldsAreNamedAtOnce() {
        Answer answer = post(
                REPLAYS,
                "{\"dataset\": \"\", \"pace\": {\"recordsPerSecond\": -5, \"unlimited\": true},"
                        + " \"order\": \"X\", \"skip\": -1, \"limit\": -1, \"loops\": -1,"
                        + " \"faults\": {\"malformedRatio\": -1, \"duplicateRatio\": 7, \"lateBy\": \"-PT1H\"}}");

        assertProblem(answer, 400);
        assertThat(fields(answer))
                .containsExactlyInAnyOrder(
                        "dataset",
                        "pace",
                        "pace.recordsPerSecond",
                        "order",
                        "skip",
                        "limit",
                        "loops",
                        "faults.malformedRatio",
                        "faults.duplicateRatio",
                        "faults.lateBy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "no json", "{\"dataset\": \"synthetic\"} x"})
    void anUnreadableBodyIsRefused(String body) {
        assertProblem(post(REPLAYS, body), 400);
    }

    @Test
    void anUnknownDatasetIsAnsweredWithTheKnownOnes() {
        Answer answer = post(REPLAYS, "{\"dataset\": \"absent.json\"}");

        assertProblem(answer, 404);
        assertThat(answer.text()).contains("absent.json").contains("synthetic");
    }

    @Test
    void aKeyThatStoodForAnotherReplayIsRefused() {
        post(REPLAYS, "{\"dataset\": \"synthetic\", \"limit\": 1}", "Idempotency-Key", "reused");

        assertProblem(post(REPLAYS, "{\"dataset\": \"synthetic\", \"limit\": 2}", "Idempotency-Key", "reused"), 422);
    }

    @Test
    void anEndlessKeyIsRefused() {
        Answer answer = post(REPLAYS, "{\"dataset\": \"synthetic\"}", "Idempotency-Key", "k".repeat(201));

        assertProblem(answer, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pause", "/resume", "/cancel"})
    void anUnknownReplayCannotBeActedUpon(String action) {
        assertProblem(post(REPLAYS + "/absent" + action, null), 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/events", "/rejected"})
    void anUnknownReplayCannotBeSeen(String part) {
        assertProblem(get(REPLAYS + "/absent" + part), 404);
    }

    @Test
    void anUnknownReplaysPaceCannotBeChanged() {
        assertProblem(patch(REPLAYS + "/absent", "{\"pace\": {\"unlimited\": true}}"), 404);
    }

    @Test
    void anEndedReplayAllowsNothing() {
        String id = start("{\"dataset\": \"synthetic\", \"pace\": {\"unlimited\": true}, \"limit\": 1}");
        awaitState(id, "COMPLETED");

        for (String action : List.of("pause", "resume", "cancel")) {
            Answer answer = post(REPLAYS + "/" + id + "/" + action, null);
            assertProblem(answer, 409);
            assertThat(answer.json().get("actions").isEmpty()).isTrue();
            assertThat(answer.json().get("state").asString()).isEqualTo("COMPLETED");
        }
        assertProblem(patch(REPLAYS + "/" + id, "{\"pace\": {\"unlimited\": true}}"), 409);
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', pace",
        "'{\"pace\": {\"recordsPerSecond\": 2000000}}', pace.recordsPerSecond",
        "'{\"loops\": 2}', loops"
    })
    void aWrongChangeIsRefused(String body, String field) {
        String id = start("{\"dataset\": \"synthetic\", \"limit\": 1}");

        Answer answer = patch(REPLAYS + "/" + id, body);

        assertProblem(answer, 400);
        assertThat(fields(answer)).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=1001, limit", "limit=many, limit", "state=LOST, state"})
    void aWrongParameterIsNamed(String parameter, String field) {
        Answer answer = get(REPLAYS + "?" + parameter);

        assertProblem(answer, 400);
        assertThat(fields(answer)).containsExactly(field);
    }

    @Test
    void unknownPathsMethodsAndMediaTypesAreProblemsToo() {
        assertProblem(get("/api/v1/replay"), 404);
        assertProblem(patch(REPLAYS, "{}"), 405);
        assertProblem(post(REPLAYS, "dataset=synthetic", "Content-Type", "text/plain"), 415);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString()).isNotBlank();
        assertThat(problem.get("instance").asString()).startsWith("/api/v1/");
    }

    private static List<String> fields(Answer answer) {
        return StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                .map(error -> error.get("field").asString())
                .toList();
    }
}
