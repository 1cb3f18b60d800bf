package dev.sfcrime.verify.messages;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.sfcrime.calls.CallField;
import dev.sfcrime.web.InvalidRequestException;
import dev.sfcrime.wire.ReplayHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import static dev.sfcrime.web.CsvText.withoutFormula;

/** Forms of a download. */
enum ExportFormat {
    /** One JSON object a line. */
    NDJSON("application/x-ndjson") {
        @Override
        void write(List<MessageView> messages, JsonMapper json, OutputStream output) throws IOException {
            for (MessageView message : messages) {
                output.write(json.writeValueAsBytes(message));
                output.write('\n');
            }
        }
    },
    /** A header line and one line a message, as spreadsheets read it. */
    CSV("text/csv;charset=UTF-8") {
        @Override
        void write(List<MessageView> messages, JsonMapper json, OutputStream output) throws IOException {
            Writer text = new OutputStreamWriter(output, StandardCharsets.UTF_8);
            try (CsvWriter csv = CsvWriter.builder().build(text)) {
                csv.writeRecord(header());
                for (MessageView message : messages) {
                    csv.writeRecord(cells(message));
                }
            }
        }
    };

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    abstract void write(List<MessageView> messages, JsonMapper json, OutputStream output) throws IOException;

    /**
     * The format of this name.
     *
     * @throws InvalidRequestException if there is none
     */
    static ExportFormat of(String name) {
        for (ExportFormat format : values()) {
            if (format.extension().equals(name)) {
                return format;
            }
        }
        throw new InvalidRequestException("format", "must be ndjson or csv");
    }

    String mediaType() {
        return mediaType;
    }

    /** Of file names, without the dot. */
    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> header() {
        List<String> names = new ArrayList<>(
                List.of("partition", "offset", "timestamp", "key", "replay_id", "replay_sequence", "valid", "error"));
        for (CallField field : CallField.values()) {
            names.add(field.wireName());
        }
        names.add("raw");
        return names;
    }

    private static List<@Nullable String> cells(MessageView message) {
        List<@Nullable String> cells = new ArrayList<>();
        cells.add(Integer.toString(message.partition()));
        cells.add(Long.toString(message.offset()));
        cells.add(message.timestamp().toString());
        cells.add(withoutFormula(message.key()));
        cells.add(withoutFormula(message.headers().get(ReplayHeaders.REPLAY_ID)));
        cells.add(withoutFormula(message.headers().get(ReplayHeaders.REPLAY_SEQUENCE)));
        cells.add(Boolean.toString(message.valid()));
        cells.add(withoutFormula(message.error()));
        for (CallField field : CallField.values()) {
            cells.add(
                    message.call() == null
                            ? null
                            : withoutFormula(message.call().get(field.wireName())));
        }
        cells.add(withoutFormula(message.raw()));
        return cells;
    }
}
