-- revision: 4f2a8c61d3e7   revises: 4e71d8b2a09f
-- How far each tenant is projected. Of its own, since months of audit_logs can be detached, the newest one too.
CREATE TABLE tenant_positions (
    tenant_id text   NOT NULL,
    sequence  bigint NOT NULL CHECK (sequence >= 1),
    PRIMARY KEY (tenant_id)
);
COMMENT ON COLUMN tenant_positions.sequence IS 'The number of the tenant''s newest projected event';
INSERT INTO tenant_positions SELECT tenant_id, max(sequence) FROM audit_logs GROUP BY tenant_id;
