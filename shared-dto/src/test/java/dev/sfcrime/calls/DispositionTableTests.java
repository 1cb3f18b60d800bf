package dev.sfcrime.calls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DispositionTableTests {
    @Test
    void theStandardTableHas19CodesAndLacksThoseTheDatasetInvents() {
        DispositionTable table = DispositionTable.standard();

        assertThat(table.descriptions()).hasSize(19).containsEntry("HAN", "Handled");
        assertThat(table.description("22")).isEqualTo(table.description("CAN")).isEqualTo("Cancel");
        assertThat(table.description("Not recorded")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | is no JSON array",
                "[{\"disposition_code\":\"A\"}] | has a row without",
                "[{\"disposition_code\":\"A\",\"description\":\"a\"},{\"disposition_code\":\"A\",\"description\":\"b\"}]"
                        + " | has the code A twice"
            })
    void aTableOfAnotherFormIsRefusedByName(String json, String reason, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("codes.json"), json);

        assertThatThrownBy(() -> DispositionTable.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("codes.json")
                .hasMessageContaining(reason);
    }
}
