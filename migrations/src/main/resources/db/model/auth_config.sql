CREATE TABLE auth_config (
    tenant_id text NOT NULL,
    oidc_enabled boolean NOT NULL,
    provider auth_provider,
    discovery_url text,
    client_id text,
    client_secret text,
    scopes text NOT NULL,
    logout_url text,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT auth_config_client_secret_check CHECK (client_secret ~ '^(env|file):'::text),
    CONSTRAINT auth_config_pkey PRIMARY KEY (tenant_id),
    CONSTRAINT auth_config_revision_check CHECK (revision >= 1)
);
COMMENT ON COLUMN auth_config.client_secret IS 'Where the secret is, env:NAME or file:PATH; never the secret';
ALTER TABLE auth_config ADD CONSTRAINT auth_config_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
ALTER TABLE auth_config ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON auth_config USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
