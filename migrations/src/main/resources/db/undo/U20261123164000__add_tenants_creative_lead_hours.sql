-- data: projected   rebuild: tenants
ALTER TABLE tenants DROP COLUMN creative_lead_hours;
