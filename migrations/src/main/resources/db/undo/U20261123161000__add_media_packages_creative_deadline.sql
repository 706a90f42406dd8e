-- data: projected   rebuild: media_packages
ALTER TABLE media_packages DROP COLUMN creative_deadline;
