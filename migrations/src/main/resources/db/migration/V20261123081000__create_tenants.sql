-- revision: beac634ad309   revises: 53b1cb989868
-- Publishers.
CREATE TYPE approval_mode AS ENUM ('auto-approve', 'require-human');
CREATE TABLE tenants (
    tenant_id             text          NOT NULL PRIMARY KEY,
    name                  text          NOT NULL,
    human_review_required boolean       NOT NULL,
    approval_mode         approval_mode NOT NULL,
    revision              bigint        NOT NULL CHECK (revision >= 1),
    created_at            timestamptz   NOT NULL,
    updated_at            timestamptz   NOT NULL
);
COMMENT ON COLUMN tenants.human_review_required IS 'Whether every new or changed media buy waits for a person';
COMMENT ON COLUMN tenants.approval_mode IS 'How creatives are reviewed';
