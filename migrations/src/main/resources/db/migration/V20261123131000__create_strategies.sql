-- revision: 23b1b52d8add   revises: e25a87fbdcc8
-- Ways of running buys, real or simulated.
CREATE TABLE strategies (
    tenant_id     text        NOT NULL REFERENCES tenants,
    strategy_id   text        NOT NULL,
    principal_id  text,
    name          text        NOT NULL,
    description   text,
    config        jsonb       NOT NULL CHECK (jsonb_typeof(config) = 'object'),
    is_simulation boolean     NOT NULL,
    revision      bigint      NOT NULL CHECK (revision >= 1),
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, strategy_id),
    FOREIGN KEY (tenant_id, principal_id) REFERENCES principals,
    CONSTRAINT strategies_simulation_by_id CHECK (is_simulation = starts_with(strategy_id, 'sim_'))
);
COMMENT ON COLUMN strategies.principal_id IS 'Whose it is; null for every principal''s';
