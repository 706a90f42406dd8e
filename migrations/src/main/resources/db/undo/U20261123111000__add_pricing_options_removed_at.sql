ALTER TABLE pricing_options DROP COLUMN removed_at;
