-- revision: fec40adca50c   revises: 4e97a4db561d
-- The people of a publisher.
CREATE TYPE user_role AS ENUM ('viewer', 'manager', 'admin');
CREATE TABLE users (
    tenant_id    text        NOT NULL REFERENCES tenants,
    user_id      text        NOT NULL,
    email        text        NOT NULL,
    name         text        NOT NULL,
    role         user_role   NOT NULL,
    token_sha256 text        CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
    revision     bigint      NOT NULL CHECK (revision >= 1),
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);
CREATE INDEX users_token_sha256 ON users (token_sha256);
