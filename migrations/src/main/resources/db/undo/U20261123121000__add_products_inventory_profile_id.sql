ALTER TABLE products DROP COLUMN inventory_profile_id;
