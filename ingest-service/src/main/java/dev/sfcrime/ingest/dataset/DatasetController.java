package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallForService;
import dev.sfcrime.web.Limit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What there is to replay. */
@RestController
@RequestMapping(path = "/api/v1/datasets", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Datasets", description = "What there is to replay")
class DatasetController {
    private static final String PREVIEW = """
            [{"crime_id": "183653763", "original_crime_type_name": "Traffic Stop",
              "call_date_time": "2018-12-31T23:57:00.000", "disposition": "ADM"},
             {"rejected": {"index": 2, "line": 5, "reason": "crime_id is missing", "excerpt": "{}"}}]
            """;

    private final DatasetCatalog catalog;

    DatasetController(DatasetCatalog catalog) {
        this.catalog = catalog;
    }

    @GetMapping
    @Operation(
            summary = "All datasets",
            description =
                    "The files of the dataset folder by name, then the built-in synthetic set. A file that is no"
                            + " dataset is listed with the format `unknown`. `records` is null until a file was read to its end.")
    List<Dataset> datasets() {
        return catalog.list();
    }

    @GetMapping("/{name}/preview")
    @Operation(
            summary = "A dataset's first records",
            description = "In file order, as they would be sent: with the field names of the wire, days and times in"
                    + " ISO form. A record that cannot be read stands in its place as `rejected`, with the reason.")
    @ApiResponse(responseCode = "200", content = @Content(examples = @ExampleObject(PREVIEW)))
    @ApiResponse(
            responseCode = "404",
            description = "There is no such dataset; `knownDatasets` are those there are",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "422",
            description = "The file is no dataset, or is damaged before the last record asked for",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            schema = @Schema(implementation = ProblemDetail.class)))
    List<Map<String, Object>> preview(
            @Parameter(description = "Name of the dataset", example = DatasetCatalog.SYNTHETIC) @PathVariable
                    String name,
            @Parameter(description = "How many records") @RequestParam(defaultValue = "5") @Limit int limit)
            throws IOException {
        List<Map<String, Object>> records = new ArrayList<>();
        try (RecordSource source = catalog.open(name, RecordOrder.FILE)) {
            DatasetRecord record = source.next();
            while (record != null) {
                records.add(shown(record));
                record = records.size() < limit ? source.next() : null;
            }
        }
        return records;
    }

    private static Map<String, Object> shown(DatasetRecord record) {
        if (record instanceof ReadCall valid) {
            return fields(valid.call());
        }
        return Map.of("rejected", record);
    }

    private static Map<String, Object> fields(CallForService call) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (CallField field : CallField.values()) {
            String text = call.text(field);
            if (text != null) {
                fields.put(field.wireName(), text);
            }
        }
        return fields;
    }
}
