-- data: projected   rebuild: products
ALTER TABLE products DROP COLUMN creative_lead_hours;
