ALTER TABLE media_buys DROP CONSTRAINT media_buys_brand_domain_there;
ALTER TABLE media_buys ADD CONSTRAINT media_buys_brand_domain_there CHECK (brand_domain IS NOT NULL) NOT VALID;
