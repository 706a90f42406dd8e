CREATE TABLE principals (
    tenant_id text NOT NULL,
    principal_id text NOT NULL,
    name text NOT NULL,
    token_sha256 text,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deactivated_at timestamp with time zone,
    CONSTRAINT principals_pkey PRIMARY KEY (tenant_id, principal_id),
    CONSTRAINT principals_revision_check CHECK (revision >= 1),
    CONSTRAINT principals_token_sha256_check CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text)
);
COMMENT ON COLUMN principals.deactivated_at IS 'Since when it has no token; null while it has one';
ALTER TABLE principals ADD CONSTRAINT principals_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
CREATE INDEX principals_token_sha256 ON principals USING btree (token_sha256);
ALTER TABLE principals ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON principals USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
CREATE POLICY of_token ON principals FOR SELECT USING (token_sha256 = current_setting('buyledger.token_sha256'::text, true));
