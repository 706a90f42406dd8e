-- data: projected   rebuild: products
ALTER TABLE products DROP COLUMN inventory_profile_id;
