package dev.sfcrime.analytics.aggregates;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

import com.fasterxml.jackson.annotation.JsonProperty;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.sfcrime.web.CsvText;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Writes tables as CSV (RFC 4180) with a header row of the names that JSON has. Texts are no formulas. */
@Component
final class CsvConverter extends WritingConverter<Tabular> {
    static final MediaType CSV = new MediaType("text", "csv");

    CsvConverter() {
        super(Tabular.class, CSV);
        setDefaultCharset(StandardCharsets.UTF_8);
    }

    @Override
    protected void writeInternal(Tabular table, HttpOutputMessage message) throws IOException {
        RecordComponent[] columns = table.rowType().getRecordComponents();
        Writer text = new OutputStreamWriter(message.getBody(), StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder().build(text);
        csv.writeRecord(Arrays.stream(columns).map(CsvConverter::name).toArray(String[]::new));
        for (Record row : table.rows()) {
            csv.writeRecord(
                    Arrays.stream(columns).map(column -> cell(column, row)).toArray(String[]::new));
        }
        csv.flush();
    }

    private static String name(RecordComponent column) {
        JsonProperty inJson = column.getAccessor().getAnnotation(JsonProperty.class);
        return inJson == null ? column.getName() : inJson.value();
    }

    private static String cell(RecordComponent column, Record row) {
        Object value;
        try {
            value = column.getAccessor().invoke(row);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(column + " cannot be read", impossible);
        }
        if (value == null) {
            return "";
        }
        if (value instanceof LocalDateTime time) {
            return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
        }
        return value instanceof String text ? String.valueOf(CsvText.withoutFormula(text)) : value.toString();
    }
}
