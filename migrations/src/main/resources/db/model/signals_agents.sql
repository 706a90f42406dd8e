CREATE TABLE signals_agents (
    tenant_id text NOT NULL,
    agent_id text NOT NULL,
    agent_url text NOT NULL,
    name text NOT NULL,
    enabled boolean NOT NULL,
    auth_type agent_auth_type,
    auth_header text,
    credentials text,
    timeout_seconds integer NOT NULL,
    forward_promoted_offering boolean NOT NULL,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT signals_agents_credentials_check CHECK (credentials ~ '^(env|file):'::text),
    CONSTRAINT signals_agents_pkey PRIMARY KEY (tenant_id, agent_id),
    CONSTRAINT signals_agents_revision_check CHECK (revision >= 1),
    CONSTRAINT signals_agents_timeout_seconds_check CHECK (timeout_seconds > 0)
);
COMMENT ON COLUMN signals_agents.credentials IS 'Where the secret is, env:NAME or file:PATH; never the secret';
ALTER TABLE signals_agents ADD CONSTRAINT signals_agents_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
ALTER TABLE signals_agents ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON signals_agents USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
