-- data: projected   rebuild: tenant_positions
DROP TABLE tenant_positions;
