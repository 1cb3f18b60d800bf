package dev.sfcrime.analytics.aggregates;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** What can be written as a table. */
interface Tabular {
    /** What a row is; its components are the columns. */
    @JsonIgnore
    Class<? extends Record> rowType();

    @JsonIgnore
    List<? extends Record> rows();
}
