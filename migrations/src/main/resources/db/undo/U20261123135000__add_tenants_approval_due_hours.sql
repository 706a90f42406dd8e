-- data: projected   rebuild: tenants
ALTER TABLE tenants DROP COLUMN approval_due_hours;
