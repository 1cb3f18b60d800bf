package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.sfcrime.ingest.dataset.DatasetFixture.ids;
import static dev.sfcrime.ingest.dataset.DatasetFixture.json;
import static dev.sfcrime.ingest.dataset.DatasetFixture.rejected;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BadRecordsTests {
    private static final String TIME = "\"call_date_time\":\"2018-12-31T23:57\"";

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "42                                             | no JSON object",
                "\"text\"                                       | no JSON object",
                "null                                           | no JSON object",
                "[1,[2]]                                        | no JSON object",
                "{}                                             | crime_id is missing",
                "{\"crime_id\":null,TIME}                       | crime_id is missing",
                "{\"crime_id\":\" \",TIME}                      | crime_id is missing",
                "{\"crime_id\":{\"a\":1},TIME}                  | crime_id is no text, but an object or array",
                "{\"crime_id\":\"x\"}                           | call_date_time is missing",
                "{\"crime_id\":\"x\",\"call_date_time\":\"soon\"} | call_date_time is no local date and time",
                "{\"crime_id\":\"x\",\"call_date_time\":\"13/31/2018\"} | call_date_time is no local date and time",
                "{\"crime_id\":oops,TIME}                       | no well-formed JSON",
                "{\"crime_id\":\"x\",TIME,}                     | no well-formed JSON",
                "{'crime_id':'x'}                               | no well-formed JSON",
            })
    void oneBadRecordIsRejectedAndTheOthersAreRead(String bad, String reason) throws IOException {
        String record = bad.strip().replace("TIME", TIME);
        DatasetFixture datasets = new DatasetFixture(root)
                .with("lines", json("1") + "\n\n" + record + "\n" + json("2") + "\n")
                .with("array", "[\n" + json("1") + ",\n" + record + ",\n" + json("2") + "\n]");

        for (String name : List.of("lines", "array")) {
            List<DatasetRecord> records = datasets.read(name);

            assertThat(ids(records)).as(name).containsExactly("1", "2");
            assertThat(rejected(records)).as(name).singleElement().satisfies(rejected -> {
                assertThat(rejected.index()).isEqualTo(2);
                assertThat(rejected.line()).isEqualTo(3);
                assertThat(rejected.reason()).contains(reason);
                assertThat(rejected.excerpt()).isEqualTo(record);
            });
            assertThat(datasets.catalog.find(name).records()).isEqualTo(3);
        }
    }

    @Test
    void aFileOfLinesMayBeginWithABadOne() throws IOException {
        DatasetFixture datasets = new DatasetFixture(root).with("lines", "oops\n" + json("1") + "\n{\"crime_id\":");

        List<DatasetRecord> records = datasets.read("lines");

        assertThat(ids(records)).containsExactly("1");
        assertThat(rejected(records)).extracting(RejectedRecord::line).containsExactly(1L, 3L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a text without its end       | {\"crime_id\":\"x,TIME}",
                "a text that is never opened  | {\"crime_id\":x\",TIME}",
                "a brace too few              | {\"crime_id\":\"x\",TIME",
                "no opening brace             | \"crime_id\":\"x\",TIME}",
                "a square bracket for a brace | {\"crime_id\":\"x\",TIME]",
                "a square bracket too many    | {\"crime_id\":\"x\",TIME,\"city\":[}",
            })
    void whereBracketsOrQuotesOfAnElementDoNotMatchOnlyThatOneIsLost(String what, String bad) throws IOException {
        String record = bad.strip().replace("TIME", TIME);
        DatasetFixture datasets = new DatasetFixture(root)
                .with("one-a-line", "[" + json("1") + "\n," + record + "\n," + json("2") + "\n," + json("3") + "]")
                .with("one-line", "[" + json("1") + "," + record + "," + json("2") + "," + json("3") + "]");

        for (String name : List.of("one-a-line", "one-line")) {
            List<DatasetRecord> records = datasets.read(name);

            assertThat(ids(records)).as(name + ": " + what).containsExactly("1", "2", "3");
            assertThat(rejected(records)).as(name + ": " + what).singleElement().satisfies(rejected -> {
                assertThat(rejected.index()).isEqualTo(2);
                assertThat(rejected.excerpt()).contains("\"crime_id\"");
            });
        }
    }

    @Test
    void aDamagedCharacterCostsNoRecordButItsOwn() throws IOException {
        Random random = new Random(11);
        String[] damages = {"\"", "{", "}", "[", "]", ",", ":", "\n", "\\", "x", ""};
        String whole = IntStream.range(0, 20)
                .mapToObj(i -> "{\"crime_id\":\"%d\",%s,\"city\":\"x\"}".formatted(i, TIME))
                .collect(Collectors.joining(",\n", "[\n", "\n]"));
        for (int run = 0; run < 1000; run++) {
            int at = 2 + random.nextInt(whole.length() - 4);
            String damage = damages[random.nextInt(damages.length)];
            String text = whole.substring(0, at) + damage + whole.substring(at + random.nextInt(2));

            List<DatasetRecord> records =
                    new DatasetFixture(root).with("array", text).read("array");

            assertThat(ids(records)).as("'%s' at %d", damage, at).hasSizeGreaterThanOrEqualTo(19);
            assertThat(ids(records).size() + rejected(records).size()).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void theRestOfAnArrayThatCannotBeReadIsOneRejectionThatSaysSo() throws IOException {
        DatasetFixture datasets =
                new DatasetFixture(root).with("cut-off", "[\n" + json("1") + ",\n{\"crime_id\":\"183");

        List<DatasetRecord> records = datasets.read("cut-off");

        assertThat(ids(records)).containsExactly("1");
        assertThat(rejected(records)).singleElement().satisfies(rejected -> {
            assertThat(rejected.line()).isEqualTo(3);
            assertThat(rejected.reason())
                    .isEqualTo("the file ends within the record; nothing from line 3 on could be read");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"[ONE,      | ends before its JSON array does", "[ONE] oops | text after the end of the JSON array"
            })
    void anArrayThatDoesNotEndAsItShouldIsTold(String text, String reason) throws IOException {
        DatasetFixture datasets = new DatasetFixture(root).with("array", text.replace("ONE", json("1")));

        List<DatasetRecord> records = datasets.read("array");

        assertThat(ids(records)).containsExactly("1");
        assertThat(rejected(records))
                .singleElement()
                .extracting(RejectedRecord::reason)
                .asString()
                .contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x,2018-12-31T23:57         | the row has 2 fields where the header has 3",
                "x,2018-12-31T23:57,c,d     | the row has 4 fields where the header has 3",
                ",2018-12-31T23:57,c        | crime_id is missing",
                "x,,c                       | call_date_time is missing",
                "x,\"2018\"-12-31T23:57,c   | the row is no well-formed CSV",
                "x,2018-12-31T23:57,\"c     | the row is no well-formed CSV",
            })
    void aBadRowOfCsvIsRejectedAndTheOthersAreRead(String bad, String reason) throws IOException {
        DatasetFixture datasets = new DatasetFixture(root).with("rows", """
                        crime_id,call_date_time,city
                        1,2018-12-31T23:57,"a
                        b"
                        %s
                        2,2018-12-31T23:57,"c"
                        3,2018-12-31T23:57,d
                        """.formatted(bad.strip()));

        List<DatasetRecord> records = datasets.read("rows");

        assertThat(ids(records)).containsExactly("1", "2", "3");
        assertThat(rejected(records)).singleElement().satisfies(rejected -> {
            assertThat(rejected.index()).isEqualTo(2);
            assertThat(rejected.line()).isEqualTo(4);
            assertThat(rejected.reason()).isEqualTo(reason);
            assertThat(rejected.excerpt()).isEqualTo(bad.strip());
        });
    }

    @Test
    void aBadRowOfSeveralLinesIsOneRejection() throws IOException {
        DatasetFixture datasets = new DatasetFixture(root)
                .with("rows", "crime_id,call_date_time,city\n,2018-12-31T23:57,\"a\nb\"\n1,2018-12-31T23:57,c\n");

        List<DatasetRecord> records = datasets.read("rows");

        assertThat(ids(records)).containsExactly("1");
        assertThat(rejected(records)).extracting(RejectedRecord::reason).containsExactly("crime_id is missing");
    }

    @Test
    void aQuoteThatNeverClosesTakesOnlyItsOwnLine() throws IOException {
        DatasetFixture datasets = new DatasetFixture(root)
                .with(
                        "rows",
                        "crime_id,call_date_time\n1,2018-12-31T23:57\n\"x,2018-12-31T23:57\n2,2018-12-31T23:57\n");

        List<DatasetRecord> records = datasets.read("rows");

        assertThat(ids(records)).containsExactly("1", "2");
        assertThat(rejected(records))
                .containsExactly(new RejectedRecord(2, 3, "a quoted field does not end", "\"x,2018-12-31T23:57"));
    }

    @Test
    void textThatIsNotUtf8IsRejected() throws IOException {
        byte[] latin = (json("x").replace("}", ",\"city\":\"Caf\u00E9\"}") + "\n" + json("1")).getBytes(ISO_8859_1);
        byte[] rows = "crime_id,call_date_time\nCaf\u00E9,2018-12-31T23:57\n1,2018-12-31T23:57".getBytes(ISO_8859_1);
        DatasetFixture datasets = new DatasetFixture(root).with("lines", latin).with("rows", rows);

        for (String name : List.of("lines", "rows")) {
            List<DatasetRecord> records = datasets.read(name);

            assertThat(ids(records)).as(name).containsExactly("1");
            assertThat(rejected(records)).as(name).hasSize(1);
        }
    }

    @Test
    void aRecordBeyondTheBoundIsRejectedWithoutBeingHeld() throws IOException {
        String huge = "x".repeat(3 * (int) DatasetFixture.LARGEST_RECORD.toBytes());
        String record = "{\"crime_id\":\"" + huge + "\"," + TIME + "}";
        DatasetFixture datasets = new DatasetFixture(root)
                .with("lines", json("1") + "\n" + record + "\n" + json("2"))
                .with("array", "[" + json("1") + ",\n" + record + ",\n" + json("2") + "]")
                .with("rows", "crime_id,call_date_time\n1,2018-12-31T23:57\n" + huge + ",x\n2,2018-12-31T23:57\n")
                .with(
                        "quoted",
                        "crime_id,call_date_time\n1,2018-12-31T23:57\n\"" + huge + "\",x\n2,2018-12-31T23:57\n");

        for (String name : List.of("lines", "array", "rows", "quoted")) {
            List<DatasetRecord> records = datasets.read(name);

            assertThat(ids(records)).as(name).containsExactly("1", "2");
            assertThat(rejected(records)).as(name).singleElement().satisfies(rejected -> {
                assertThat(rejected.line()).isEqualTo(name.equals("rows") || name.equals("quoted") ? 3 : 2);
                assertThat(rejected.excerpt()).hasSize(RejectedRecord.LONGEST_EXCERPT);
            });
        }
    }

    @Test
    void aGzipFileThatIsCutOffFailsAfterItsWholeRecords() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append(json("%d".formatted(i * 7919L % 20_011))).append('\n');
        }
        byte[] zipped = DatasetFormatsTests.gzip(lines.toString().getBytes(UTF_8));
        DatasetFixture datasets = new DatasetFixture(root)
                .with("cut-off", Arrays.copyOf(zipped, zipped.length / 2))
                .with("no-more-than-a-header", Arrays.copyOf(zipped, 5));

        try (RecordSource source = datasets.catalog.open("cut-off", RecordOrder.FILE)) {
            assertThatExceptionOfType(UnreadableDatasetException.class)
                    .isThrownBy(() -> DatasetFixture.rest(source))
                    .withMessageMatching("cut-off cannot be read on after record \\d+, line \\d+: its gzip data is cut"
                            + " off or damaged");
            assertThat(source.position()).isBetween(5_000L, 15_000L);
        }
        assertThatExceptionOfType(UnreadableDatasetException.class)
                .isThrownBy(() -> datasets.catalog.open("no-more-than-a-header", RecordOrder.FILE));
    }
}
