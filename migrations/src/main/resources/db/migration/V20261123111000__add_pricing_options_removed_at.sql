-- revision: c2e7138fa046   revises: 5b0c94d1e7a2
-- A price that is gone stays for the packages that were bought at it.
ALTER TABLE pricing_options ADD COLUMN removed_at timestamptz;
COMMENT ON COLUMN pricing_options.removed_at IS 'Since when nothing can be bought at it any more; null while it can';
