package dev.sfcrime.calls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * The "radio codes": what a disposition code means. Two codes may share a description ({@code 22} and {@code CAN} are
 * both Cancel), and the dataset uses codes that the table lacks, so calls are counted by code and described afterwards.
 *
 * @param descriptions description by code, in the table's order
 */
public record DispositionTable(Map<String, String> descriptions) {
    private static final String STANDARD = "radio_code.json";

    public DispositionTable {
        descriptions = Collections.unmodifiableMap(new LinkedHashMap<>(descriptions));
    }

    /** The 19 codes of the San Francisco Police Department that come with the dataset. */
    public static DispositionTable standard() {
        try (InputStream json = DispositionTable.class.getResourceAsStream(STANDARD)) {
            if (json == null) {
                throw new IllegalStateException(STANDARD + " is missing beside " + DispositionTable.class.getName());
            }
            return read(json, STANDARD);
        } catch (IOException unreadable) {
            throw new IllegalStateException(STANDARD + " cannot be read", unreadable);
        }
    }

    /**
     * Reads a table of one's own: a JSON array of {@code {"disposition_code": …, "description": …}}.
     *
     * @throws IOException if the file cannot be read or is of another form
     */
    public static DispositionTable read(Path file) throws IOException {
        try (InputStream json = Files.newInputStream(file)) {
            return read(json, file.toString());
        }
    }

    private static DispositionTable read(InputStream json, String name) throws IOException {
        List<Row> rows;
        try {
            rows = JsonMapper.shared().readValue(json, new TypeReference<List<Row>>() {});
        } catch (JacksonException broken) {
            throw new IOException(name + " is no JSON array of disposition_code and description", broken);
        }
        Map<String, String> descriptions = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.dispositionCode() == null || row.description() == null) {
                throw new IOException(name + " has a row without disposition_code or description: " + row);
            }
            if (descriptions.put(row.dispositionCode(), row.description()) != null) {
                throw new IOException(name + " has the code " + row.dispositionCode() + " twice");
            }
        }
        return new DispositionTable(descriptions);
    }

    /** What the code means; null where the table lacks it. */
    public @Nullable String description(String code) {
        return descriptions.get(code);
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record Row(
            @Nullable String dispositionCode, @Nullable String description) {}
}
