-- Who keeps the counts between batches: STORE or SPARK. Null before the first batch; what earlier versions wrote was
-- kept by Spark.
ALTER TABLE committed_batch ADD COLUMN state_keeper VARCHAR;
UPDATE committed_batch SET state_keeper = 'SPARK' WHERE checkpoint_id IS NOT NULL;
