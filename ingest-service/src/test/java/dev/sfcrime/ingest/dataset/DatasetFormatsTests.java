package dev.sfcrime.ingest.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.sfcrime.calls.CallForService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DatasetFormatsTests {
    private static final CallForService FIRST = new CallForService(
            "183650001",
            "Suspicious Person, \"masked\"",
            "2018-12-31T00:00:00.000",
            "2018-12-31T00:00:00.000",
            "2018-12-30T00:00:00.000",
            "14:05",
            LocalDateTime.parse("2018-12-31T14:05:00"),
            "Not recorded",
            "Cafe Noé/église\nSt",
            "San Francisco",
            "CA",
            "1",
            "Geo-Override",
            "");
    private static final CallForService SECOND = new CallForService(
            "183640002",
            "22500e",
            "2018-12-30T00:00:00.000",
            "2018-12-30T00:00:00.000",
            "2018-12-30T00:00:00.000",
            "00:30",
            LocalDateTime.parse("2018-12-30T00:30:00"),
            "HAN",
            "100 Block Of Market St",
            "",
            "CA",
            "1",
            "Premise Address",
            "");

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "compact-array.json, json-array",
        "pretty-array-title-case.json, json-array",
        "lines.ndjson, ndjson",
        "lines-title-case.ndjson, ndjson",
        "snake-case.csv, csv",
        "title-case.csv, csv",
    })
    void everyExportOfTheSameCallsReadsAlike(String fixture, String format) throws IOException {
        byte[] text = resource(fixture);
        DatasetFixture datasets = new DatasetFixture(root)
                .with("plain", text)
                .with("with-bom", joined("\uFEFF".getBytes(UTF_8), text))
                .with("zipped", gzip(text))
                .with("zipped-in-two-parts", joined(gzip(text), gzip(new byte[] {'\n'})));

        assertThat(datasets.catalog.find("plain").format()).isEqualTo(format);
        assertThat(datasets.catalog.find("zipped").format()).isEqualTo(format + "+gzip");
        for (String name : List.of("plain", "with-bom", "zipped", "zipped-in-two-parts")) {
            assertThat(datasets.read(name)).as(name).containsExactly(ReadCall.of(FIRST), ReadCall.of(SECOND));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\r\n\t", "[]", "[\n]\n", "crime_id,call_date_time\n", "Crime Id,Call Date Time"})
    void aFileWithoutRecordsHasNone(String text) throws IOException {
        DatasetFixture datasets = new DatasetFixture(root).with("none", text);

        assertThat(datasets.read("none")).isEmpty();
        assertThat(datasets.catalog.find("none").records()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[A]\n[B]", "[[A], [B]]", "[\n[A, B]\n]", "[A B]", "[A,,B,]"})
    void arraysOfPagesAndStrayCommasHideNoRecord(String text) throws IOException {
        DatasetFixture datasets = new DatasetFixture(root)
                .with("pages", text.replace("A", DatasetFixture.json("1")).replace("B", DatasetFixture.json("2")));

        assertThat(datasets.read("pages")).hasSize(2).allMatch(ReadCall.class::isInstance);
    }

    @Test
    void numbersAndBooleansBecomeTextAndForeignFieldsArePassedOver() throws IOException {
        DatasetFixture datasets = new DatasetFixture(root)
                .with(
                        "scalars",
                        "{\"crime_id\":183650001,\"agency_id\":1,\"state\":true,\"city\":null,\"location\":{\"lat\":[1]},"
                                + "\"call_date_time\":\"2018-12-31T23:57\"}");

        CallForService call = DatasetFixture.calls(datasets.read("scalars")).get(0);

        assertThat(call.crimeId()).isEqualTo("183650001");
        assertThat(call.agencyId()).isEqualTo("1");
        assertThat(call.state()).isEqualTo("true");
        assertThat(call.city()).isNull();
    }

    @Test
    void aFileLargerThanItsWindowIsReadWhole() throws IOException {
        int records = 5000;
        StringBuilder array = new StringBuilder("[");
        StringBuilder rows = new StringBuilder("crime_id,call_date_time,address\n");
        for (int i = 0; i < records; i++) {
            array.append(i == 0 ? "" : ",\n").append(DatasetFixture.json("%06d".formatted(i)));
            rows.append("%06d,12/31/2018 11:57:00 PM,\"a\n\"\"b\"\"\"\r\n".formatted(i));
        }
        DatasetFixture datasets = new DatasetFixture(root)
                .with("array", array.append("]").toString())
                .with("rows", rows.toString());

        for (String name : List.of("array", "rows")) {
            List<String> ids = DatasetFixture.ids(datasets.read(name));
            assertThat(ids).hasSize(records).isSorted();
        }
    }

    static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) throws IOException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(one);
        both.write(other);
        return both.toByteArray();
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = DatasetFormatsTests.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }
}
