-- revision: d940b6f17e25   revises: 5b07e8a2c93d
-- The check that is valid spares SET NOT NULL its look at all rows, and is not needed after it.
ALTER TABLE media_buys ALTER COLUMN brand_domain SET NOT NULL;
ALTER TABLE media_buys DROP CONSTRAINT media_buys_brand_domain_there;
