ALTER TABLE media_buys DROP COLUMN priority;
