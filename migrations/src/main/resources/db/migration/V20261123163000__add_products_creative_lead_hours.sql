-- revision: 96d08b3e4fa5   revises: 83c5f1a7d20e
-- A product says how long before the start its creatives have to be there.
ALTER TABLE products ADD COLUMN creative_lead_hours integer;
COMMENT ON COLUMN products.creative_lead_hours IS
    'How long before a package starts its creatives have to be there; 0: they need not, null: as the tenant says';
