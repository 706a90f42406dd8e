-- revision: 6b3ea4f71c28   revises: 2f86be10d95c
-- A buyer has to know why a creative does not serve any more.
ALTER TABLE creatives ADD COLUMN suspension_reason text;
COMMENT ON COLUMN creatives.suspension_reason IS 'Why it may not serve for the time being; null unless it is suspended';
