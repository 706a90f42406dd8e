CREATE TABLE tenant_positions (
    tenant_id text NOT NULL,
    sequence bigint NOT NULL,
    CONSTRAINT tenant_positions_pkey PRIMARY KEY (tenant_id),
    CONSTRAINT tenant_positions_sequence_check CHECK (sequence >= 1)
);
COMMENT ON COLUMN tenant_positions.sequence IS 'The number of the tenant''s newest projected event';
