package dev.sfcrime.verify.messages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.sfcrime.verify.topic.TestMessages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ExportFormatTests {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)"})
    void aCallsFieldIsNoFormulaEither(String crimeType) throws IOException {
        assertThat(csv(TestMessages.call(crimeType, "HAN"))).contains(",'" + crimeType + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\t=1", "\\r=1"})
    void noBlankHidesAFormula(String crimeType) throws IOException {
        assertThat(csv(TestMessages.call(crimeType, "HAN"))).containsPattern("'[\t\r]=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a, b", "line\\nbreak"})
    void whatWouldBreakACellIsQuoted(String crimeType) throws IOException {
        assertThat(csv(TestMessages.call(crimeType, "HAN"))).contains("\"" + crimeType.replace("\\n", "\n") + "\"");
    }

    private static String csv(String value) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ExportFormat.CSV.write(List.of(MessageView.of(TestMessages.ofValue(value))), JsonMapper.shared(), output);
        return output.toString(StandardCharsets.UTF_8);
    }
}
