-- One row: the batch that all other tables stand at. Readers join it, so that they know which batch they read.
CREATE TABLE committed_batch (
    only_row    SMALLINT PRIMARY KEY CHECK (only_row = 1),
    batch_id    BIGINT NOT NULL,
    computed_at TIMESTAMP WITH TIME ZONE,
    watermark   TIMESTAMP
);
INSERT INTO committed_batch (only_row, batch_id) VALUES (1, -1);

CREATE TABLE committed_offset (
    topic_partition INTEGER PRIMARY KEY,
    next_offset     BIGINT NOT NULL
);

-- Texts have numbers, given in the order in which they were first seen.
CREATE TABLE crime_type (
    id   INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL
);
CREATE TABLE disposition (
    id   INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL
);

-- Numbered as first seen; without replay_id, the messages that carry none.
CREATE TABLE replay (
    id        INTEGER PRIMARY KEY,
    replay_id VARCHAR,
    counted   BIGINT NOT NULL,
    malformed BIGINT NOT NULL
);

-- Blocks: each row packs many counts, sorted by key, as pairs of unsigned LEB128 numbers (see Counts.java), because one
-- row for each of them would make a catch-up batch write a hundred times as many rows. Calls is their sum, for
-- whoever reads the tables with SQL.

-- The cube. Id: hours since 1970-01-01T00; key: crime type * 2^20 + disposition.
CREATE TABLE event_hour (
    id     BIGINT PRIMARY KEY,
    calls  BIGINT NOT NULL,
    counts BYTEA NOT NULL
);
-- Id: days since 1970-01-01; key: crime type.
CREATE TABLE event_day (
    id     BIGINT PRIMARY KEY,
    calls  BIGINT NOT NULL,
    counts BYTEA NOT NULL
);
-- Id: months since year 0 * 2^32 + crime type; key: hour of the month from 0.
CREATE TABLE crime_type_month (
    id     BIGINT PRIMARY KEY,
    calls  BIGINT NOT NULL,
    counts BYTEA NOT NULL
);
-- Id: crime type; key: disposition.
CREATE TABLE crime_type_disposition (
    id     BIGINT PRIMARY KEY,
    calls  BIGINT NOT NULL,
    counts BYTEA NOT NULL
);
