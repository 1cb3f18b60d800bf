package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The workflows of continuous integration, as far as they can be held to something without their runners. */
class WorkflowsTests {
    private static final Path CHECKOUT = Path.of(System.getProperty("sfcrime.checkout", ".."));

    /** A script of ours, called as a command or given to one. */
    private static final Pattern SCRIPT =
            Pattern.compile("(?<![\\w/.])(?:\\.ci|deploy)/[\\w/-]+|(?<=\\./)mvnw|(?<= )sfcrime");

    static Stream<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(CHECKOUT.resolve(".github/workflows"))) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aWorkflowMayReadAndNoMoreUnlessAJobSaysSo(Path file) throws IOException {
        assertThat(read(file).get("permissions")).isEqualTo(JsonMapper.shared().readTree("{\"contents\":\"read\"}"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyJobEndsInBoundedTimeAndUsesActionsOfAKnownVersion(Path file) throws IOException {
        assertThat(read(file).get("jobs")).isNotEmpty().allSatisfy(job -> {
            assertThat(job.path("timeout-minutes").asInt(0)).isBetween(1, 60);
            assertThat(job.get("steps").findValuesAsString("uses"))
                    .allMatch(uses -> uses.matches("[\\w/-]+@(v\\d+|[0-9a-f]{40})"));
        });
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyScriptThatIsCalledIsThereAndCanBeRun(Path file) throws IOException {
        List<String> scripts = read(file).findValuesAsString("run").stream()
                .flatMap(run -> SCRIPT.matcher(run).results())
                .map(MatchResult::group)
                .distinct()
                .toList();

        assertThat(scripts)
                .isNotEmpty()
                .allSatisfy(script -> assertThat(CHECKOUT.resolve(script)).isExecutable());
    }

    private static JsonNode read(Path file) throws IOException {
        return JsonMapper.shared()
                .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(Files.readString(file)));
    }
}
