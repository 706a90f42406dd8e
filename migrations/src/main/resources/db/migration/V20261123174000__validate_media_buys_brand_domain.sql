-- revision: 5b07e8a2c93d   revises: e62c90f8d4a1
-- Looks at all rows, outside the transaction that locked the table. First those that a projector of the version before wrote
-- between the filling and the check.
UPDATE media_buys SET brand_domain = brand ->> 'domain' WHERE brand_domain IS NULL;
ALTER TABLE media_buys VALIDATE CONSTRAINT media_buys_brand_domain_there;
