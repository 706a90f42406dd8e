-- data: projected   rebuild: products
ALTER TABLE products DROP COLUMN archived_at;
