package dev.sfcrime.ingest.dataset;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallMessage;
import dev.sfcrime.calls.UnreadableCallException;
import org.jspecify.annotations.Nullable;

/** Reads a row of CSV, whose columns the header names in either way. Other columns are passed over. */
final class CsvRecordParser implements RecordParser {
    private static final char UNREADABLE_CHARACTER = '\uFFFD';

    private final CsvReader.CsvReaderBuilder rows = CsvReader.builder();
    private final StringArrayHandler fields = StringArrayHandler.of();
    private final Map<CallField, String> values = new EnumMap<>(CallField.class);
    private final @Nullable CallField[] columns;
    private boolean misframed;

    /**
     * A reader of the rows below this header.
     *
     * @throws UnreadableCallException if it names no {@code crime_id} or no {@code call_date_time}
     */
    CsvRecordParser(byte[] bytes, int offset, int length) throws UnreadableCallException {
        String[] names = split(bytes, offset, length);
        columns = new CallField[names.length];
        for (int i = 0; i < names.length; i++) {
            columns[i] = CallField.ofExportName(names[i]);
            if (columns[i] != null) {
                values.put(columns[i], "");
            }
        }
        if (!values.containsKey(CallField.CRIME_ID) || !values.containsKey(CallField.CALL_DATE_TIME)) {
            throw new UnreadableCallException("the header names no crime_id or no call_date_time");
        }
    }

    @Override
    public CallMessage parse(byte[] bytes, int offset, int length) throws UnreadableCallException {
        misframed = true;
        String[] row = split(bytes, offset, length);
        if (row.length != columns.length) {
            throw new UnreadableCallException(
                    "the row has %d fields where the header has %d".formatted(row.length, columns.length));
        }
        misframed = false;
        values.clear();
        for (int i = 0; i < row.length; i++) {
            CallField field = columns[i];
            if (field != null) {
                values.put(field, row[i]);
            }
        }
        return CallMessage.of(ExportForm.call(values));
    }

    @Override
    public boolean isMisframed() {
        return misframed;
    }

    private String[] split(byte[] bytes, int offset, int length) throws UnreadableCallException {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (text.indexOf(UNREADABLE_CHARACTER) >= 0) {
            throw new UnreadableCallException("the row is no UTF-8 text");
        }
        CloseableIterator<String[]> row = rows.build(fields, text).iterator();
        try {
            return row.hasNext() ? row.next() : new String[0];
        } catch (CsvParseException malformed) {
            throw new UnreadableCallException("the row is no well-formed CSV");
        }
    }
}
