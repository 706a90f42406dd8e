CREATE TABLE adapter_config (
    tenant_id text NOT NULL,
    adapter_type adapter_type NOT NULL,
    manual_approval_required boolean NOT NULL,
    manual_approval_operations text[] NOT NULL,
    settings jsonb NOT NULL,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT adapter_config_pkey PRIMARY KEY (tenant_id),
    CONSTRAINT adapter_config_revision_check CHECK (revision >= 1),
    CONSTRAINT adapter_config_settings_check CHECK (jsonb_typeof(settings) = 'object'::text)
);
COMMENT ON COLUMN adapter_config.settings IS 'What the adapter has to know; secrets are references, env:NAME or file:PATH';
ALTER TABLE adapter_config ADD CONSTRAINT adapter_config_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
ALTER TABLE adapter_config ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON adapter_config USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
