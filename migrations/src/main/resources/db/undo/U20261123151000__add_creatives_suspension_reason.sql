-- data: projected   rebuild: creatives
ALTER TABLE creatives DROP COLUMN suspension_reason;
