-- data: projected
-- It is in the column brand too, from which it is filled again.
ALTER TABLE media_buys DROP COLUMN brand_domain;
