-- data: projected   rebuild: media_buys
ALTER TABLE media_buys DROP COLUMN creative_deadline;
