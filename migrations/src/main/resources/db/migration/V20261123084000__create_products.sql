-- revision: e9dafb419b36   revises: fec40adca50c
-- What a publisher sells.
CREATE TYPE delivery_type AS ENUM ('guaranteed', 'non_guaranteed');
CREATE TABLE products (
    tenant_id             text          NOT NULL REFERENCES tenants,
    product_id            text          NOT NULL,
    name                  text          NOT NULL,
    description           text,
    delivery_type         delivery_type NOT NULL,
    format_ids            jsonb         NOT NULL CHECK (jsonb_typeof(format_ids) = 'array'),
    channels              text[]        NOT NULL,
    countries             text[]        NOT NULL,
    placement_ids         text[]        NOT NULL,
    automatic_creation    boolean       NOT NULL,
    allowed_principal_ids text[]        NOT NULL,
    expires_at            timestamptz,
    details               jsonb         NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    revision              bigint        NOT NULL CHECK (revision >= 1),
    created_at            timestamptz   NOT NULL,
    updated_at            timestamptz   NOT NULL,
    PRIMARY KEY (tenant_id, product_id)
);
COMMENT ON COLUMN products.automatic_creation IS 'False: buys of it wait for a person';
COMMENT ON COLUMN products.allowed_principal_ids IS 'Who may see and buy it; empty means every principal';
COMMENT ON COLUMN products.details IS 'What else AdCP says of the product, as it was given';
