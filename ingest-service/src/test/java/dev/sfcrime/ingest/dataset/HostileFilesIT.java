package dev.sfcrime.ingest.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.sfcrime.ingest.dataset.DatasetFixture.json;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Files made to exhaust whoever reads them, read to their ends in a JVM with a heap of 32 MB. */
class HostileFilesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    private static Path root;

    private static final List<String> NAMES = new ArrayList<>();
    private static Map<String, String[]> results;

    @BeforeAll
    static void readAll() throws Exception {
        Files.createDirectories(root.resolve("datasets"));
        gzip("zeros.json.gz", "", "\0", GIGABYTE);
        gzip("blanks.json.gz", "[" + json("1") + ",", " ", 4 * GIGABYTE);
        gzip("same.ndjson.gz", "", json("1") + "\n", 4 * GIGABYTE);
        file("nested.json.gz", gzipped(gzipped((json("1") + "\n").getBytes(UTF_8))));
        sparse("giant-record.ndjson", "{\"crime_id\":\"", "\"}\n" + json("1") + "\n");
        sparse("giant-record.json", "[{\"crime_id\":\"", "\"},\n" + json("1") + "]");
        sparse("giant-row.csv", "crime_id,call_date_time\nx", "\n1,2018-12-31T23:57\n");
        text("deep.ndjson", "{\"a\":" + "[".repeat(400_000) + "\n" + json("1") + "\n");
        text("deep.json", "[{\"a\":" + "[".repeat(3_000_000) + ",\n" + json("1") + "]");
        text("many-fields.ndjson", json("1").replace("}", ",\"f\":1".repeat(120_000) + "}\n"));
        text("more-fields.ndjson", fields(5_000_000) + "\n" + json("1") + "\n");
        text("digits.ndjson", "{\"crime_id\":" + "9".repeat(900_000) + "}\n" + json("1") + "\n");
        text("half-open-texts.json", "[" + "{\\\",".repeat(1_000_000) + "\n" + json("1") + "]");
        text(
                "half-open-fields.csv",
                "crime_id,call_date_time\n" + "x\",\"\n".repeat(1_000_000) + "\"\n1,2018-12-31T23:57\n");
        results = read();
    }

    @AfterAll
    static void forget() {
        results = Map.of();
    }

    @Test
    void zerosAreNoDataset() {
        assertThat(end("zeros.json.gz")).contains("is no dataset: it holds neither JSON nor CSV");
    }

    @Test
    void gzipInGzipIsNoDataset() {
        assertThat(end("nested.json.gz")).contains("is no dataset");
    }

    @Test
    void whatUnpacksWithoutEndIsRefused() {
        assertThat(end("blanks.json.gz"))
                .isEqualTo("blanks.json.gz unpacks to more than 200 times its size, as no dataset does; if it is one,"
                        + " unpack it, or raise ingest.datasets.most-expansion");
        assertThat(end("same.ndjson.gz")).contains("unpacks to more than 200 times its size");
    }

    @Test
    void aGiantRecordIsRejectedAndTheNextOneRead() {
        for (String name : List.of("giant-record.ndjson", "giant-record.json", "giant-row.csv")) {
            assertThat(calls(name)).as(name).isEqualTo(1);
            assertThat(reason(name)).as(name).contains("longer than 1024 KB");
        }
    }

    @Test
    void aDeepRecordIsRejectedAndTheNextOneRead() {
        for (String name : List.of("deep.ndjson", "deep.json")) {
            assertThat(calls(name)).as(name).isEqualTo(1);
            assertThat(reason(name)).as(name).isNotEmpty();
        }
    }

    @Test
    void fieldsBeyondCountingAreBoundedByTheRecord() {
        assertThat(calls("many-fields.ndjson")).isEqualTo(1);
        assertThat(calls("more-fields.ndjson")).isEqualTo(1);
        assertThat(reason("more-fields.ndjson")).contains("longer than 1024 KB");
    }

    @Test
    void anAbsurdNumberIsRejected() {
        assertThat(calls("digits.ndjson")).isEqualTo(1);
        assertThat(reason("digits.ndjson")).isNotEmpty();
    }

    /** Each of a million places looks like the beginning of a record that takes a megabyte to turn out as none. */
    @Test
    void noFileIsReadAgainAndAgain() {
        assertThat(reason("half-open-texts.json")).isNotEmpty();
        assertThat(reason("half-open-fields.csv")).contains("a quoted field does not end");
        assertThat(calls("half-open-fields.csv")).isEqualTo(1);
    }

    private static long calls(String name) {
        return Long.parseLong(results.get(name)[1]);
    }

    private static String reason(String name) {
        return results.get(name)[3];
    }

    private static String end(String name) {
        return results.get(name)[4];
    }

    private static Map<String, String[]> read() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                ReadingProgram.class.getName(),
                root.toString()));
        command.addAll(NAMES);
        Path output = root.resolve("output");
        Path errors = root.resolve("errors");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("read within %s: %s", PATIENCE, Files.readString(output))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        Map<String, String[]> results = new HashMap<>();
        for (String line : Files.readAllLines(output)) {
            String[] result = line.split("\t", -1);
            results.put(result[0], result);
        }
        assertThat(results).containsOnlyKeys(NAMES);
        return results;
    }

    private static Path file(String name) {
        NAMES.add(name);
        return root.resolve("datasets").resolve(name);
    }

    private static void file(String name, byte[] bytes) throws IOException {
        Files.write(file(name), bytes);
    }

    private static void text(String name, String text) throws IOException {
        file(name, text.getBytes(UTF_8));
    }

    /** A gigabyte of nothing between beginning and end, which takes no room on the disk. */
    private static void sparse(String name, String beginning, String end) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(UTF_8.encode(beginning));
            channel.position(GIGABYTE);
            channel.write(UTF_8.encode(end));
        }
    }

    /** Members of one megabyte, which a reader takes for one stream: quick to make, since all are the same. */
    private static void gzip(String name, String beginning, String repeated, long bytes) throws IOException {
        byte[] member = gzipped(repeated.repeat((1 << 20) / repeated.length()).getBytes(ISO_8859_1));
        try (OutputStream out = Files.newOutputStream(file(name))) {
            out.write(gzipped(beginning.getBytes(UTF_8)));
            for (long written = 0; written < bytes; written += 1 << 20) {
                out.write(member);
            }
        }
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String fields(int count) {
        return "{" + "\"f\":1,".repeat(count) + "\"g\":1}";
    }
}
