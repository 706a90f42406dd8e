-- revision: e8b78d5b71d7   revises: 0e0681781df4
-- The creatives of a buyer; the id is the buyer's own, so it is unique within the buyer alone.
CREATE TYPE creative_status AS ENUM ('processing', 'pending_review', 'approved', 'suspended', 'rejected', 'archived');
CREATE TABLE creatives (
    tenant_id        text            NOT NULL,
    principal_id     text            NOT NULL,
    creative_id      text            NOT NULL,
    name             text            NOT NULL,
    format_id        jsonb,
    format_kind      text,
    assets           jsonb           NOT NULL CHECK (jsonb_typeof(assets) = 'object'),
    tags             text[]          NOT NULL,
    details          jsonb           NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    status           creative_status NOT NULL,
    rejection_reason text,
    reviewed_at      timestamptz,
    reviewed_by      text,
    revision         bigint          NOT NULL CHECK (revision >= 1),
    created_at       timestamptz     NOT NULL,
    updated_at       timestamptz     NOT NULL,
    PRIMARY KEY (tenant_id, principal_id, creative_id),
    FOREIGN KEY (tenant_id, principal_id) REFERENCES principals,
    CONSTRAINT creatives_one_format CHECK (num_nonnulls(format_id, format_kind) = 1)
);
CREATE INDEX creatives_updated_at ON creatives (tenant_id, updated_at DESC, principal_id DESC, creative_id DESC);
CREATE INDEX creatives_status_updated_at
    ON creatives (tenant_id, status, updated_at DESC, principal_id DESC, creative_id DESC);
