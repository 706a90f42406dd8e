-- revision: 51213c0dc96c   revises: c2e7138fa046
-- Parts of the inventory, each described once for all products that sell it.
CREATE TABLE inventory_profiles (
    tenant_id            text        NOT NULL REFERENCES tenants,
    profile_id           text        NOT NULL,
    name                 text        NOT NULL,
    description          text,
    inventory_config     jsonb       NOT NULL CHECK (jsonb_typeof(inventory_config) = 'object'),
    format_ids           jsonb       NOT NULL CHECK (jsonb_typeof(format_ids) = 'array'),
    publisher_properties jsonb       NOT NULL CHECK (jsonb_typeof(publisher_properties) = 'array'),
    targeting_template   jsonb       NOT NULL CHECK (jsonb_typeof(targeting_template) = 'object'),
    removed_at           timestamptz,
    revision             bigint      NOT NULL CHECK (revision >= 1),
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, profile_id)
);
COMMENT ON COLUMN inventory_profiles.removed_at IS 'Since when no product can be put with it; null while one can';
