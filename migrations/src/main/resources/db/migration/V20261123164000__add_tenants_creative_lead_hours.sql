-- revision: a51f27c6e8b3   revises: 96d08b3e4fa5
-- A publisher says it once for the products that do not.
ALTER TABLE tenants ADD COLUMN creative_lead_hours integer;
COMMENT ON COLUMN tenants.creative_lead_hours IS
    'How long before a package starts its creatives have to be there, where its product does not say; null: they need not';
