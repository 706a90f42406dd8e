-- revision: d5d846ededd7   revises: 0639508e5631
-- The agents that offer signals to products.
CREATE TABLE signals_agents (
    tenant_id                 text            NOT NULL REFERENCES tenants,
    agent_id                  text            NOT NULL,
    agent_url                 text            NOT NULL,
    name                      text            NOT NULL,
    enabled                   boolean         NOT NULL,
    auth_type                 agent_auth_type,
    auth_header               text,
    credentials               text            CHECK (credentials ~ '^(env|file):'),
    timeout_seconds           integer         NOT NULL CHECK (timeout_seconds > 0),
    forward_promoted_offering boolean         NOT NULL,
    revision                  bigint          NOT NULL CHECK (revision >= 1),
    created_at                timestamptz     NOT NULL,
    updated_at                timestamptz     NOT NULL,
    PRIMARY KEY (tenant_id, agent_id)
);
COMMENT ON COLUMN signals_agents.credentials IS 'Where the secret is, env:NAME or file:PATH; never the secret';
