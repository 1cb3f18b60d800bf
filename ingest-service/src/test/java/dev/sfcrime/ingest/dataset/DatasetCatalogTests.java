package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.sfcrime.ingest.dataset.DatasetFixture.ids;
import static dev.sfcrime.ingest.dataset.DatasetFixture.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class DatasetCatalogTests {
    @TempDir
    Path root;

    @Test
    void aMissingFolderIsAnEmptyOne() {
        assertThat(new DatasetFixture(root).catalog.list()).singleElement().satisfies(dataset -> {
            assertThat(dataset.name()).isEqualTo("synthetic");
            assertThat(dataset.kind()).isEqualTo(Dataset.Kind.SYNTHETIC);
            assertThat(dataset.format()).isEqualTo("synthetic");
            assertThat(dataset.sizeBytes()).isNull();
            assertThat(dataset.records()).isEqualTo(1000);
        });
    }

    @Test
    void listsFilesByNameWithWhatTheyAre() throws IOException {
        DatasetFixture datasets = new DatasetFixture(root)
                .with("b.json", "[" + json("1") + "]")
                .with("a.txt", json("1"))
                .with("picture.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1})
                .with("synthetic", json("hidden by the built-in set"))
                .with(".hidden", json("1"));
        Files.createDirectory(datasets.folder.resolve("folder"));

        assertThat(datasets.catalog.list())
                .extracting(Dataset::name, Dataset::format)
                .containsExactly(
                        tuple("a.txt", "ndjson"),
                        tuple("b.json", "json-array"),
                        tuple("picture.png", "unknown"),
                        tuple("synthetic", "synthetic"));
        assertThat(datasets.catalog.find("a.txt").sizeBytes())
                .isEqualTo(json("1").length());
    }

    @Test
    void aFileThatIsNoDatasetIsListedButNotOpened() {
        DatasetFixture datasets = new DatasetFixture(root).with("notes", "buy milk\n");

        assertThat(datasets.catalog.find("notes").description()).startsWith("No dataset: ");
        assertThatExceptionOfType(UnreadableDatasetException.class)
                .isThrownBy(() -> datasets.catalog.open("notes", RecordOrder.FILE))
                .withMessageStartingWith("notes is no dataset: it holds neither JSON nor CSV");
    }

    @Test
    void theNumberOfRecordsIsKnownOnceTheyWereAllReadAndUntilTheFileChanges() throws IOException {
        DatasetFixture datasets = new DatasetFixture(root).with("calls", json("1") + "\noops\n");
        assertThat(datasets.catalog.find("calls").records()).isNull();

        try (RecordSource source = datasets.catalog.open("calls", RecordOrder.FILE)) {
            source.next();
            source.next();
            assertThat(source.totalRecords()).isNull();
            assertThat(datasets.catalog.find("calls").records()).isNull();

            assertThat(source.next()).isNull();
            assertThat(source.totalRecords()).isEqualTo(2);
            assertThat(source.fractionRead()).isEqualTo(1);
        }
        assertThat(datasets.catalog.find("calls").records()).isEqualTo(2);
        try (RecordSource again = datasets.catalog.open("calls", RecordOrder.FILE)) {
            again.next();
            assertThat(again.totalRecords()).isEqualTo(2);
            assertThat(again.fractionRead()).isEqualTo(0.5);
        }

        Files.setLastModifiedTime(datasets.folder.resolve("calls"), FileTime.from(Instant.EPOCH));
        assertThat(datasets.catalog.find("calls").records()).isNull();
    }

    @Test
    void theFractionReadIsThatOfTheFilesBytesUntilTheRecordsAreCounted() throws IOException {
        DatasetFixture datasets = new DatasetFixture(root).with("calls", (json("1") + "\n").repeat(4));

        try (RecordSource source = datasets.catalog.open("calls", RecordOrder.FILE)) {
            source.next();

            assertThat(source.fractionRead()).isEqualTo(0.25);
        }
    }

    @Test
    void anUnknownDatasetIsToldWithTheKnownOnes() {
        DatasetFixture datasets = new DatasetFixture(root).with("calls.json", "");

        assertThatExceptionOfType(UnknownDatasetException.class)
                .isThrownBy(() -> datasets.catalog.find("call.json"))
                .satisfies(unknown -> {
                    assertThat(unknown.getStatusCode().value()).isEqualTo(404);
                    assertThat(unknown.getBody().getDetail())
                            .isEqualTo("There is no dataset 'call.json'; known are: calls.json, synthetic");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "../secret",
                "../datasets/calls",
                "a/../calls",
                "./calls",
                "/etc/passwd",
                "a/b",
                "..\\secret",
                "C:\\secret",
                "calls\0",
                "sub/calls",
                "calls/"
            })
    void aNameThatLeadsOutOfTheFolderIsIllegal(String name) throws IOException {
        DatasetFixture datasets = new DatasetFixture(root).with("calls", json("1"));
        Files.writeString(root.resolve("secret"), json("secret"));

        assertThatExceptionOfType(IllegalDatasetNameException.class)
                .isThrownBy(() -> datasets.catalog.open(name, RecordOrder.FILE))
                .satisfies(
                        illegal -> assertThat(illegal.getStatusCode().value()).isEqualTo(400));
    }

    @Test
    void aLinkThatLeadsOutOfTheFolderIsNeitherListedNorFollowed() throws IOException {
        DatasetFixture datasets = new DatasetFixture(root).with("calls", json("1"));
        Path secret = Files.writeString(root.resolve("secret"), json("secret"));
        Files.createSymbolicLink(datasets.folder.resolve("out"), secret);
        Files.createSymbolicLink(datasets.folder.resolve("in"), datasets.folder.resolve("calls"));
        Files.createSymbolicLink(datasets.folder.resolve("nowhere"), root.resolve("missing"));

        assertThat(datasets.catalog.list()).extracting(Dataset::name).containsExactly("calls", "in", "synthetic");
        assertThat(ids(datasets.read("in"))).containsExactly("1");
        assertThatExceptionOfType(IllegalDatasetNameException.class)
                .isThrownBy(() -> datasets.catalog.open("out", RecordOrder.FILE));
        assertThatExceptionOfType(UnknownDatasetException.class)
                .isThrownBy(() -> datasets.catalog.open("nowhere", RecordOrder.FILE));
    }

    @Test
    void theFolderItselfMayBeALink() throws IOException {
        Path real = Files.createDirectory(root.resolve("real"));
        Files.writeString(real.resolve("calls"), json("1"));
        DatasetFixture datasets = new DatasetFixture(root);
        Files.createSymbolicLink(datasets.folder, real);

        assertThat(ids(datasets.read("calls"))).containsExactly("1");
    }

    @Test
    void theSyntheticSetHoldsAsManyRecordsAsAreWanted() throws IOException {
        DatasetFixture datasets = new DatasetFixture(root);

        for (long wanted : List.of(0L, 10L, 5000L)) {
            try (RecordSource source = datasets.catalog.open("synthetic", RecordOrder.FILE, wanted)) {
                assertThat(DatasetFixture.rest(source)).hasSize((int) wanted).doesNotHaveDuplicates();
            }
        }
        assertThat(datasets.read("synthetic")).hasSize(1000);
    }
}
