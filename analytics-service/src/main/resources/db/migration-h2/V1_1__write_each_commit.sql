-- By default H2 writes commits up to half a second later, and the death of the process would lose them: Spark would
-- never send those batches again. The setting is kept in the database.
SET WRITE_DELAY 0;
