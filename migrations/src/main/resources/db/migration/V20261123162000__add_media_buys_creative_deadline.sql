-- revision: 83c5f1a7d20e   revises: 7b42e6d09f1c
-- The earliest of a buy's packages, for those who look at buys alone.
ALTER TABLE media_buys ADD COLUMN creative_deadline timestamptz;
COMMENT ON COLUMN media_buys.creative_deadline IS
    'The earliest of the packages that live; null where one of them has none';
