package dev.sfcrime.acceptance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One query of a dashboard in SQL.
 *
 * @param source the dashboard's uid
 * @param title the panel's title
 * @param sql as it stands there, with Grafana's macros
 */
record SqlQuery(String source, String title, String sql) {
    private static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2040-01-01T00:00:00Z");

    /** As Grafana's data source for PostgreSQL sends it, for times that hold every call. */
    String expanded() {
        return sql.replace("$__interval_ms", "86400000")
                .replace("$__unixEpochFrom()", Long.toString(FROM.getEpochSecond()))
                .replace("$__unixEpochTo()", Long.toString(TO.getEpochSecond()))
                .replaceAll("\\$__timeFilter\\(([^)]+)\\)", "$1 BETWEEN '" + FROM + "' AND '" + TO + "'");
    }

    /** Every row, with its columns in their order. */
    List<List<Object>> rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(expanded())) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    row.add(result.getObject(column));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
