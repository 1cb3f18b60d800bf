-- What of each replay was injected as a fault, by the messages' own word.
ALTER TABLE replay ADD COLUMN injected_malformed BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE replay ADD COLUMN injected_duplicates BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE replay ADD COLUMN injected_late BIGINT DEFAULT 0 NOT NULL;

-- Valid calls that came for hours behind the retention and are in no table; calls that came for hours after these had
-- been called final, and are counted all the same.
ALTER TABLE committed_batch ADD COLUMN dropped_by_retention BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE committed_batch ADD COLUMN late_after_final BIGINT DEFAULT 0 NOT NULL;

-- What the counts were made of: Spark's checkpoint and Kafka's topic, each by the id that it gave itself, and the
-- retention as an ISO 8601 duration, null for none. All null before the first batch, and where an earlier version wrote
-- the counts.
ALTER TABLE committed_batch ADD COLUMN checkpoint_id VARCHAR;
ALTER TABLE committed_batch ADD COLUMN topic_id VARCHAR;
ALTER TABLE committed_batch ADD COLUMN retention VARCHAR;
