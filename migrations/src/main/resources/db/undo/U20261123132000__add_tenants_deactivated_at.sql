-- data: projected   rebuild: tenants
ALTER TABLE tenants DROP COLUMN deactivated_at;
