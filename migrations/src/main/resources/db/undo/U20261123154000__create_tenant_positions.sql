DROP TABLE tenant_positions;
