CREATE TABLE tenant_positions (
    tenant_id text NOT NULL,
    sequence bigint NOT NULL,
    CONSTRAINT tenant_positions_pkey PRIMARY KEY (tenant_id),
    CONSTRAINT tenant_positions_sequence_check CHECK (sequence >= 1)
);
COMMENT ON COLUMN tenant_positions.sequence IS 'The number of the tenant''s newest projected event';
ALTER TABLE tenant_positions ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON tenant_positions USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
CREATE POLICY of_all_tenants ON tenant_positions FOR SELECT USING (current_setting('buyledger.tenant_id'::text, true) = '*'::text);
