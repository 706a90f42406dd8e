-- revision: 7b42e6d09f1c   revises: 60e9c4b2f718
-- Creatives have to be there some time before a package starts.
ALTER TABLE media_packages ADD COLUMN creative_deadline timestamptz;
COMMENT ON COLUMN media_packages.creative_deadline IS 'After when its creatives do not change; null: they may at any time';
