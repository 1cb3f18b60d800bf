package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A folder of datasets in every format, and the calls that each should yield, read the plain way. */
final class Datasets {
    static final String SNAKE_CASE = "calls.json";
    static final String TITLE_CASE = "calls-title-case.json";
    static final String LINES = "calls.ndjson.gz";
    static final String CSV = "calls.csv";
    static final String WITH_BAD_LINES = "bad-lines.ndjson";
    static final String GENERATED_LINES = "generated.ndjson.gz";
    static final String GENERATED_CSV = "generated.csv";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path folder;
    private final Map<String, List<Call>> calls = new LinkedHashMap<>();

    private Datasets(Path folder) {
        this.folder = folder;
    }

    /** Lays the fixtures into a folder; where real records lie beside the checkout, these too. */
    static Datasets in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Datasets datasets = new Datasets(folder);
        List<JsonNode> records = datasets.copy(SNAKE_CASE, resource(SNAKE_CASE));
        datasets.copy(TITLE_CASE, resource(TITLE_CASE));
        datasets.addZippedLines(LINES, records.subList(0, 150));
        datasets.addCsv(CSV, records.subList(150, 300));
        datasets.addBadLines(records.subList(0, 3));
        for (Path real : realRecords()) {
            datasets.copy("real-" + real.getFileName(), Files.readAllBytes(real));
        }
        return datasets;
    }

    /** Lays files of many generated calls into a folder. */
    static Datasets ofGeneratedCalls(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        Datasets datasets = new Datasets(folder);
        List<JsonNode> records = GeneratedCalls.list(count);
        datasets.addZippedLines(GENERATED_LINES, records);
        datasets.addCsv(GENERATED_CSV, records);
        datasets.copy(SNAKE_CASE, resource(SNAKE_CASE));
        return datasets;
    }

    Path folder() {
        return folder;
    }

    /** Names of all datasets whose every record is readable. */
    List<String> names() {
        return calls.keySet().stream()
                .filter(name -> !name.equals(WITH_BAD_LINES))
                .toList();
    }

    /** The readable calls of a dataset, with snake_case names, in file order. */
    List<Call> calls(String name) {
        return Objects.requireNonNull(calls.get(name), name);
    }

    private void put(String name, List<JsonNode> records) {
        calls.put(name, records.stream().map(Call::of).toList());
    }

    private List<JsonNode> copy(String name, byte[] content) throws IOException {
        Files.write(folder.resolve(name), content);
        List<JsonNode> records = new ArrayList<>();
        JSON.readTree(content).forEach(record -> records.add(snakeCase(record)));
        put(name, records);
        return records;
    }

    private void addZippedLines(String name, List<JsonNode> records) throws IOException {
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            for (JsonNode record : records) {
                file.write((record + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        put(name, records);
    }

    private void addCsv(String name, List<JsonNode> records) throws IOException {
        StringBuilder csv = new StringBuilder();
        csv.append(String.join(
                ",",
                records.get(0).propertyNames().stream().map(Datasets::titleCase).toList()));
        for (JsonNode record : records) {
            csv.append("\r\n");
            csv.append(String.join(
                    ",",
                    record.values().stream()
                            .map(value -> '"' + value.asString().replace("\"", "\"\"") + '"')
                            .toList()));
        }
        Files.writeString(folder.resolve(name), csv);
        put(name, records);
    }

    private void addBadLines(List<JsonNode> records) throws IOException {
        String lines = records.get(0) + "\nno json\n\n{\"crime_id\":\"1\"}\n" + records.get(1) + "\n[]\n"
                + records.get(2) + "\n";
        Files.writeString(folder.resolve(WITH_BAD_LINES), lines);
        put(WITH_BAD_LINES, records);
    }

    private static JsonNode snakeCase(JsonNode record) {
        ObjectNode renamed = JSON.createObjectNode();
        record.properties()
                .forEach(field ->
                        renamed.set(field.getKey().toLowerCase(Locale.ROOT).replace(' ', '_'), field.getValue()));
        return renamed;
    }

    private static String titleCase(String name) {
        return Arrays.stream(name.split("_", -1))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream content = Datasets.class.getResourceAsStream("/datasets/" + name)) {
            return Objects.requireNonNull(content, name).readAllBytes();
        }
    }

    private static List<Path> realRecords() throws IOException {
        Path beside = Path.of(System.getProperty("sfcrime.checkout", ".."), "..", "shared", "data");
        if (!Files.isDirectory(beside)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(beside)) {
            return files.filter(file -> file.toString().endsWith(".sample.json"))
                    .sorted()
                    .toList();
        }
    }
}
