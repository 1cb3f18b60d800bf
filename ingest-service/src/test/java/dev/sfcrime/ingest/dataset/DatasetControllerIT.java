package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The datasets alone: without the service's own settings, which ask for Kafka's health. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        classes = DatasetControllerIT.Datasets.class,
        properties = "spring.config.name=sfcrime-web")
class DatasetControllerIT {
    @TempDir
    static Path folder;

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void folders(DynamicPropertyRegistry properties) {
        properties.add("ingest.datasets.folder", () -> folder);
        properties.add("ingest.datasets.temporary-folder", () -> folder.resolve(".tmp"));
    }

    @BeforeAll
    static void files() throws IOException {
        Files.writeString(folder.resolve("calls.json"), """
                [{"Crime Id": "1", "Call Date Time": "12/31/2018 11:57:00 PM", "City": "San Francisco"},
                 {"Crime Id": "2"}]
                """);
        Files.writeString(folder.resolve("notes.txt"), "buy milk");
    }

    @Test
    void listsDatasets() throws Exception {
        JsonNode datasets = JsonMapper.shared().readTree(get("/api/v1/datasets").body());

        assertThat(datasets.findValuesAsString("name")).containsExactly("calls.json", "notes.txt", "synthetic");
        assertThat(datasets.findValuesAsString("kind")).containsExactly("FILE", "FILE", "SYNTHETIC");
        assertThat(datasets.get(2).propertyNames())
                .containsExactlyInAnyOrder("name", "kind", "format", "sizeBytes", "records", "description");
    }

    @Test
    void previewsRecordsInTheirWireFormAndRejectedOnesInTheirPlace() throws Exception {
        HttpResponse<String> response = get("/api/v1/datasets/calls.json/preview");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared().readTree(response.body()))
                .isEqualTo(JsonMapper.shared().readTree("""
                                        [{"crime_id": "1", "call_date_time": "2018-12-31T23:57:00.000", "city": "San Francisco"},
                                         {"rejected": {"index": 2, "line": 2, "reason": "call_date_time is missing",
                                                       "excerpt": "{\\"Crime Id\\": \\"2\\"}"}}]
                                        """));
    }

    @ParameterizedTest
    @CsvSource({"'', 5", "?limit=1, 1", "?limit=1000, 1000"})
    void previewsAsManyAsAskedFor(String query, int records) throws Exception {
        HttpResponse<String> response = get("/api/v1/datasets/synthetic/preview" + query);

        assertThat(JsonMapper.shared().readTree(response.body())).hasSize(records);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/datasets/other/preview             | 404 | known are: calls.json, notes.txt, synthetic",
                "/api/v1/datasets/notes.txt/preview         | 422 | notes.txt is no dataset",
                "/api/v1/datasets/%5C..%5Csecret/preview    | 400 | ",
                "/api/v1/datasets/..%2Fsecret/preview       | 400 | ",
                "/api/v1/datasets/calls.json/preview?limit=0    | 400 | must be from 1 to 1000",
                "/api/v1/datasets/calls.json/preview?limit=1001 | 400 | must be from 1 to 1000",
                "/api/v1/datasets/calls.json/preview?limit=all  | 400 | must be a whole number",
            })
    void everyErrorIsAProblem(String path, int status, String part) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body()).contains("\"status\":" + status).contains(part == null ? "" : part);
    }

    @Test
    void isDocumented() throws Exception {
        assertThat(get("/v3/api-docs").body())
                .contains("/api/v1/datasets/{name}/preview")
                .contains("The file is no dataset");
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan
    static class Datasets {}
}
