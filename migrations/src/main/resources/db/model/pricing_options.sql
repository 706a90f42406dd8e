CREATE TABLE pricing_options (
    tenant_id text NOT NULL,
    product_id text NOT NULL,
    pricing_option_id text NOT NULL,
    pricing_model pricing_model NOT NULL,
    currency text NOT NULL,
    fixed_price numeric,
    floor_price numeric,
    min_spend_per_package numeric,
    details jsonb NOT NULL,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    CONSTRAINT pricing_options_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT pricing_options_details_check CHECK (jsonb_typeof(details) = 'object'::text),
    CONSTRAINT pricing_options_fixed_or_floor CHECK (num_nonnulls(fixed_price, floor_price) = 1),
    CONSTRAINT pricing_options_fixed_price_check CHECK (fixed_price >= 0::numeric),
    CONSTRAINT pricing_options_floor_price_check CHECK (floor_price >= 0::numeric),
    CONSTRAINT pricing_options_min_spend_per_package_check CHECK (min_spend_per_package >= 0::numeric),
    CONSTRAINT pricing_options_pkey PRIMARY KEY (tenant_id, product_id, pricing_option_id),
    CONSTRAINT pricing_options_revision_check CHECK (revision >= 1)
);
COMMENT ON COLUMN pricing_options.removed_at IS 'Since when nothing can be bought at it any more; null while it can';
ALTER TABLE pricing_options ADD CONSTRAINT pricing_options_tenant_id_product_id_fkey FOREIGN KEY (tenant_id, product_id) REFERENCES products(tenant_id, product_id);
ALTER TABLE pricing_options ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON pricing_options USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
