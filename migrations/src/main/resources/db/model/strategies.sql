CREATE TABLE strategies (
    tenant_id text NOT NULL,
    strategy_id text NOT NULL,
    principal_id text,
    name text NOT NULL,
    description text,
    config jsonb NOT NULL,
    is_simulation boolean NOT NULL,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT strategies_config_check CHECK (jsonb_typeof(config) = 'object'::text),
    CONSTRAINT strategies_pkey PRIMARY KEY (tenant_id, strategy_id),
    CONSTRAINT strategies_revision_check CHECK (revision >= 1),
    CONSTRAINT strategies_simulation_by_id CHECK (is_simulation = starts_with(strategy_id, 'sim_'::text))
);
COMMENT ON COLUMN strategies.principal_id IS 'Whose it is; null for every principal''s';
ALTER TABLE strategies ADD CONSTRAINT strategies_tenant_id_principal_id_fkey FOREIGN KEY (tenant_id, principal_id) REFERENCES principals(tenant_id, principal_id);
ALTER TABLE strategies ADD CONSTRAINT strategies_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
ALTER TABLE strategies ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON strategies USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
