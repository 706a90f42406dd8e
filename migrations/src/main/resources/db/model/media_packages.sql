CREATE TABLE media_packages (
    tenant_id text NOT NULL,
    media_buy_id text NOT NULL,
    package_id text NOT NULL,
    ordinal integer NOT NULL,
    product_id text NOT NULL,
    pricing_option_id text NOT NULL,
    budget numeric NOT NULL,
    bid_price numeric,
    pacing pacing,
    impressions numeric,
    start_time timestamp with time zone,
    end_time timestamp with time zone,
    paused boolean NOT NULL,
    canceled_at timestamp with time zone,
    canceled_by party,
    cancellation_reason text,
    details jsonb NOT NULL,
    creative_deadline timestamp with time zone,
    CONSTRAINT media_packages_bid_price_check CHECK (bid_price >= 0::numeric),
    CONSTRAINT media_packages_budget_check CHECK (budget > 0::numeric),
    CONSTRAINT media_packages_canceled_by CHECK ((canceled_at IS NULL) = (canceled_by IS NULL)),
    CONSTRAINT media_packages_details_check CHECK (jsonb_typeof(details) = 'object'::text),
    CONSTRAINT media_packages_impressions_check CHECK (impressions >= 0::numeric),
    CONSTRAINT media_packages_ordinal_check CHECK (ordinal >= 1),
    CONSTRAINT media_packages_pkey PRIMARY KEY (tenant_id, media_buy_id, package_id)
);
COMMENT ON COLUMN media_packages.ordinal IS 'Its place in the buy, in the order in which packages were added';
COMMENT ON COLUMN media_packages.creative_deadline IS 'After when its creatives do not change; null: they may at any time';
ALTER TABLE media_packages ADD CONSTRAINT media_packages_tenant_id_media_buy_id_fkey FOREIGN KEY (tenant_id, media_buy_id) REFERENCES media_buys(tenant_id, media_buy_id);
ALTER TABLE media_packages ADD CONSTRAINT media_packages_tenant_id_product_id_pricing_option_id_fkey FOREIGN KEY (tenant_id, product_id, pricing_option_id) REFERENCES pricing_options(tenant_id, product_id, pricing_option_id);
CREATE INDEX media_packages_pricing_option ON media_packages USING btree (tenant_id, product_id, pricing_option_id);
ALTER TABLE media_packages ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON media_packages USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
