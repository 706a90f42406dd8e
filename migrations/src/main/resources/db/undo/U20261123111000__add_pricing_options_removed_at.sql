-- data: projected   rebuild: pricing_options
ALTER TABLE pricing_options DROP COLUMN removed_at;
