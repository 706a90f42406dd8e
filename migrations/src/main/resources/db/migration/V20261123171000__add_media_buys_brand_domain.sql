-- revision: c83a5e1d07b6   revises: 7e0b6d49c1fa
-- Buys are looked for by their advertiser. Nullable until the rows that are there are filled.
ALTER TABLE media_buys ADD COLUMN brand_domain text;
COMMENT ON COLUMN media_buys.brand_domain IS 'The domain of the brand that is advertised';
