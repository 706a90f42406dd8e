-- revision: 790c18b36e42   revises: 033dd36073cc
-- Which ad server delivers a publisher's buys, and what of it waits for a person.
CREATE TYPE adapter_type AS ENUM ('mock', 'google_ad_manager', 'kevel', 'triton', 'xandr', 'broadstreet');
CREATE TABLE adapter_config (
    tenant_id                  text         NOT NULL REFERENCES tenants,
    adapter_type               adapter_type NOT NULL,
    manual_approval_required   boolean      NOT NULL,
    manual_approval_operations text[]       NOT NULL,
    settings                   jsonb        NOT NULL CHECK (jsonb_typeof(settings) = 'object'),
    revision                   bigint       NOT NULL CHECK (revision >= 1),
    created_at                 timestamptz  NOT NULL,
    updated_at                 timestamptz  NOT NULL,
    PRIMARY KEY (tenant_id)
);
COMMENT ON COLUMN adapter_config.settings IS 'What the adapter has to know; secrets are references, env:NAME or file:PATH';
