ALTER TABLE creatives DROP COLUMN suspension_reason;
