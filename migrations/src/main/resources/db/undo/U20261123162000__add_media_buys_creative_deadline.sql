ALTER TABLE media_buys DROP COLUMN creative_deadline;
