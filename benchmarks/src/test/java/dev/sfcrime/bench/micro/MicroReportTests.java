package dev.sfcrime.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.sfcrime.bench.report.Machine;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.report.Summary;
import dev.sfcrime.local.stack.StackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MicroReportTests {
    private static final Subject SUBJECT = new Subject(
            "sets",
            "Keeping numbers",
            "Once for each message.",
            null,
            "some.Sets",
            List.of(Subject.own("own", "Own set"), Subject.other("hash", "HashSet")));

    @TempDir
    private Path folder;

    @Test
    void eachWayStandsBesideTheSuitesOwn() throws IOException {
        Report report = new Report(
                folder,
                "micro",
                MicroReport.TITLE,
                "./sfcrime bench micro",
                new Machine("Some CPU", 2, 1, "Linux", "17"),
                Clock.systemUTC());
        MicroReport page = new MicroReport(report, new Effort(2, 4, Duration.ofMillis(250)));

        page.add(SUBJECT, measured(Summary.of(100, 90, 110), Summary.of(250)));

        assertThat(report.write())
                .content()
                .contains("2 JVMs for each line of a table, each with 4 measurements of 250 ms")
                .contains("## Keeping numbers\n\nOnce for each message.")
                .contains("| Own set | 100 | 90 to 110 | 3 % | 1 |")
                .contains("| HashSet | 250 | 250 to 250 | 7.5 % | 2.5 |");
        assertThat(Files.readString(folder.resolve("micro-sets.svg"))).contains("HashSet");
    }

    @Test
    void everyMeasurementOfEveryJvmIsASample() {
        List<Measured> samples = Jmh.samples(SUBJECT, JsonMapper.shared().readTree("""
                [{"benchmark": "some.Sets.hash", "primaryMetric": {"rawData": [[4.0]]}},
                 {"benchmark": "some.Sets.own", "primaryMetric": {"rawData": [[1.0, 2.0], [3.0, 9.0]]}}]"""));

        assertThat(samples).isEqualTo(measured(Summary.of(1, 2, 3, 9), Summary.of(4)));
    }

    private static List<Measured> measured(Summary own, Summary hash) {
        return List.of(
                new Measured(SUBJECT.ways().get(0), own),
                new Measured(SUBJECT.ways().get(1), hash));
    }

    @Test
    void aWayThatWasNotMeasuredIsNamed() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> Jmh.samples(SUBJECT, JsonMapper.shared().readTree("[]")))
                .withMessageContaining("some.Sets.own");
    }

    @Test
    void theSuitesOwnWayComesFirst() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subject("sets", "", "", null, "", List.of(Subject.other("hash", "HashSet"))))
                .withMessageContaining("sets");
    }

    @Test
    void everySubjectHasAPlotOfItsOwn() {
        List<Subject> subjects = Subjects.all();

        assertThat(subjects).extracting(Subject::name).doesNotHaveDuplicates();
        assertThat(Set.copyOf(subjects)).hasSameSizeAs(subjects);
    }
}
