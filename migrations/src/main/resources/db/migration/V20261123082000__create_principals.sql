-- revision: 4e97a4db561d   revises: beac634ad309
-- Buyers, each with the hash of its token.
CREATE TABLE principals (
    tenant_id    text        NOT NULL REFERENCES tenants,
    principal_id text        NOT NULL,
    name         text        NOT NULL,
    token_sha256 text        NOT NULL CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
    revision     bigint      NOT NULL CHECK (revision >= 1),
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, principal_id)
);
-- Not unique: whoever administers one tenant must not be able to stop the projection of all by naming another's hash.
CREATE INDEX principals_token_sha256 ON principals (token_sha256);
