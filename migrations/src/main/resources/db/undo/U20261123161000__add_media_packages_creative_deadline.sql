ALTER TABLE media_packages DROP COLUMN creative_deadline;
