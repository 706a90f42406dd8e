-- data: projected
-- How far a batch once was is of no use when it is over.
DROP PROCEDURE work_in_batches(text, integer);
DROP TABLE batch_progress;
