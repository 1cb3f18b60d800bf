package dev.sfcrime.ingest.dataset;

/** How records are written down in a file. */
enum DatasetFormat {
    JSON_ARRAY("json-array"),
    NDJSON("ndjson"),
    CSV("csv"),

    /** Nothing but white space: no records, in any format. */
    EMPTY("empty"),

    UNKNOWN("unknown");

    private final String label;

    DatasetFormat(String label) {
        this.label = label;
    }

    /** The format's name as users see it. */
    String label() {
        return label;
    }
}
