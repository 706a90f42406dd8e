-- revision: e25a87fbdcc8   revises: 790c18b36e42
-- How a publisher's people sign on.
CREATE TYPE auth_provider AS ENUM ('google', 'microsoft', 'custom');
CREATE TABLE auth_config (
    tenant_id     text          NOT NULL REFERENCES tenants,
    oidc_enabled  boolean       NOT NULL,
    provider      auth_provider,
    discovery_url text,
    client_id     text,
    client_secret text          CHECK (client_secret ~ '^(env|file):'),
    scopes        text          NOT NULL,
    logout_url    text,
    revision      bigint        NOT NULL CHECK (revision >= 1),
    created_at    timestamptz   NOT NULL,
    updated_at    timestamptz   NOT NULL,
    PRIMARY KEY (tenant_id)
);
COMMENT ON COLUMN auth_config.client_secret IS 'Where the secret is, env:NAME or file:PATH; never the secret';
