DROP TABLE tenants;
DROP TYPE approval_mode;
