-- revision: e62c90f8d4a1   revises: 19f4d7b3a60c
-- From now on no row is without it. NOT VALID: no look at the rows that are there while the table is locked.
ALTER TABLE media_buys ADD CONSTRAINT media_buys_brand_domain_there CHECK (brand_domain IS NOT NULL) NOT VALID;
