-- revision: 191114973515   revises: 51213c0dc96c
-- A product that has a profile takes its formats from it.
ALTER TABLE products
    ADD COLUMN inventory_profile_id text,
    ADD CONSTRAINT products_inventory_profile FOREIGN KEY (tenant_id, inventory_profile_id) REFERENCES inventory_profiles;
COMMENT ON COLUMN products.inventory_profile_id IS 'Where its formats come from; null where format_ids has them';
