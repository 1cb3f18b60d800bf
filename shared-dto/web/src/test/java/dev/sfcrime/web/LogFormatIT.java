package dev.sfcrime.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** In processes of their own: the logging system is one for all of a JVM. */
class LogFormatIT {
    @TempDir
    Path folder;

    @Test
    void jsonHasOneObjectALineWithKeyValuesAsFields() throws Exception {
        Ended program = run("json");

        assertThat(program.status()).isZero();
        assertThat(program.console()).isNotEmpty().isEqualTo(program.file());
        List<JsonNode> lines =
                program.file().stream().map(JsonMapper.shared()::readTree).toList();
        JsonNode error = lines.get(lines.size() - 1);
        assertThat(error.at("/@timestamp").asString()).isNotBlank();
        assertThat(error.at("/log/level").asString()).isEqualTo("ERROR");
        assertThat(error.at("/log/logger").asString()).isEqualTo(LoggingProgram.class.getName());
        assertThat(error.at("/service/name").asString()).isEqualTo("sample");
        assertThat(error.at("/message").asString()).isEqualTo("It failed");
        assertThat(error.at("/labels/replay").asString()).isEqualTo("0c5bb3a2");
        assertThat(error.at("/labels/message").asString()).isEqualTo("one that looks like a field of its own");
        assertThat(error.at("/error/type").asString()).isEqualTo(IllegalStateException.class.getName());
        assertThat(error.at("/error/message").asString()).isEqualTo("the cause");
        assertThat(error.at("/error/stack_trace").asString()).contains("LoggingProgram.main");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain"})
    void plainHasLinesToBeRead(String format) throws Exception {
        Ended program = run(format);

        assertThat(program.status()).isZero();
        assertThat(program.console())
                .isEqualTo(program.file())
                .anySatisfy(line -> assertThat(line)
                        .contains(" ERROR [main] d.s.w.LoggingProgram : It failed {")
                        .contains("replay=0c5bb3a2"));
    }

    @Test
    void anyOtherFormatEndsTheStartAndSaysWhatThereIs() throws Exception {
        Ended program = run("xml");

        assertThat(program.status()).isNotZero();
        assertThat(program.console())
                .anySatisfy(line -> assertThat(line).contains("LOG_FORMAT is 'xml'; it must be plain or json"))
                .noneSatisfy(line -> assertThat(line).contains("\tat "));
    }

    private record Ended(int status, List<String> console, List<String> file) {}

    private Ended run(String format) throws IOException, InterruptedException {
        Path console = folder.resolve("console");
        Path file = folder.resolve("file.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoggingProgram.class.getName(),
                        "--spring.application.name=sample",
                        "--logging.file.name=" + file)
                .redirectErrorStream(true)
                .redirectOutput(console.toFile());
        builder.environment().put(LogFormat.VARIABLE, format);
        int status = builder.start().waitFor();
        return new Ended(status, lines(console), lines(file));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    }
}
