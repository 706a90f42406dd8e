CREATE TABLE products (
    tenant_id text NOT NULL,
    product_id text NOT NULL,
    name text NOT NULL,
    description text,
    delivery_type delivery_type NOT NULL,
    format_ids jsonb NOT NULL,
    channels text[] NOT NULL,
    countries text[] NOT NULL,
    placement_ids text[] NOT NULL,
    automatic_creation boolean NOT NULL,
    allowed_principal_ids text[] NOT NULL,
    expires_at timestamp with time zone,
    details jsonb NOT NULL,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    archived_at timestamp with time zone,
    inventory_profile_id text,
    signals_agent_ids text[] DEFAULT '{}'::text[] NOT NULL,
    creative_lead_hours integer,
    CONSTRAINT products_details_check CHECK (jsonb_typeof(details) = 'object'::text),
    CONSTRAINT products_format_ids_check CHECK (jsonb_typeof(format_ids) = 'array'::text),
    CONSTRAINT products_pkey PRIMARY KEY (tenant_id, product_id),
    CONSTRAINT products_revision_check CHECK (revision >= 1)
);
COMMENT ON COLUMN products.automatic_creation IS 'False: buys of it wait for a person';
COMMENT ON COLUMN products.allowed_principal_ids IS 'Who may see and buy it; empty means every principal';
COMMENT ON COLUMN products.details IS 'What else AdCP says of the product, as it was given';
COMMENT ON COLUMN products.archived_at IS 'Since when it cannot be bought any more; null while it can';
COMMENT ON COLUMN products.inventory_profile_id IS 'Where its formats come from; null where format_ids has them';
COMMENT ON COLUMN products.creative_lead_hours IS 'How long before a package starts its creatives have to be there; 0: they need not, null: as the tenant says';
ALTER TABLE products ADD CONSTRAINT products_inventory_profile FOREIGN KEY (tenant_id, inventory_profile_id) REFERENCES inventory_profiles(tenant_id, profile_id);
ALTER TABLE products ADD CONSTRAINT products_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
ALTER TABLE products ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON products USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
