ALTER TABLE tenants DROP COLUMN deactivated_at;
