CREATE TABLE users (
    tenant_id text NOT NULL,
    user_id text NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    role user_role NOT NULL,
    token_sha256 text,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deactivated_at timestamp with time zone,
    CONSTRAINT users_pkey PRIMARY KEY (tenant_id, user_id),
    CONSTRAINT users_revision_check CHECK (revision >= 1),
    CONSTRAINT users_token_sha256_check CHECK (token_sha256 ~ '^[0-9a-f]{64}$'::text)
);
COMMENT ON COLUMN users.deactivated_at IS 'Since when it is deactivated; null while it is active';
ALTER TABLE users ADD CONSTRAINT users_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
CREATE INDEX users_token_sha256 ON users USING btree (token_sha256);
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON users USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
CREATE POLICY of_token ON users FOR SELECT USING (token_sha256 = current_setting('buyledger.token_sha256'::text, true));
