ALTER TABLE media_buys ADD CONSTRAINT media_buys_brand_domain_there CHECK (brand_domain IS NOT NULL);
ALTER TABLE media_buys ALTER COLUMN brand_domain DROP NOT NULL;
