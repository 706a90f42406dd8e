-- revision: 0639508e5631   revises: 191114973515
-- The agents that define creative formats and check creatives.
CREATE TYPE agent_auth_type AS ENUM ('bearer', 'api_key');
CREATE TABLE creative_agents (
    tenant_id       text            NOT NULL REFERENCES tenants,
    agent_id        text            NOT NULL,
    agent_url       text            NOT NULL,
    name            text            NOT NULL,
    enabled         boolean         NOT NULL,
    priority        integer         NOT NULL CHECK (priority >= 0),
    auth_type       agent_auth_type,
    auth_header     text,
    credentials     text            CHECK (credentials ~ '^(env|file):'),
    timeout_seconds integer         NOT NULL CHECK (timeout_seconds > 0),
    revision        bigint          NOT NULL CHECK (revision >= 1),
    created_at      timestamptz     NOT NULL,
    updated_at      timestamptz     NOT NULL,
    PRIMARY KEY (tenant_id, agent_id)
);
COMMENT ON COLUMN creative_agents.credentials IS 'Where the secret is, env:NAME or file:PATH; never the secret';
