-- data: projected   rebuild: tenants
DROP TABLE tenants;
DROP TYPE approval_mode;
