CREATE TABLE media_buys (
    tenant_id text NOT NULL,
    media_buy_id text NOT NULL,
    principal_id text NOT NULL,
    account jsonb NOT NULL,
    brand jsonb NOT NULL,
    po_number text,
    currency text NOT NULL,
    budget numeric NOT NULL,
    start_time timestamp with time zone NOT NULL,
    end_time timestamp with time zone NOT NULL,
    paused boolean NOT NULL,
    status media_buy_status NOT NULL,
    confirmed_at timestamp with time zone,
    rejection_reason text,
    canceled_at timestamp with time zone,
    canceled_by party,
    cancellation_reason text,
    request_sha256 text NOT NULL,
    details jsonb NOT NULL,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    creative_deadline timestamp with time zone,
    brand_domain text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    CONSTRAINT media_buys_budget_check CHECK (budget > 0::numeric),
    CONSTRAINT media_buys_canceled_has_cancellation CHECK ((status = 'canceled'::media_buy_status) = (canceled_at IS NOT NULL) AND (canceled_at IS NULL) = (canceled_by IS NULL)),
    CONSTRAINT media_buys_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT media_buys_details_check CHECK (jsonb_typeof(details) = 'object'::text),
    CONSTRAINT media_buys_end_after_start CHECK (end_time > start_time),
    CONSTRAINT media_buys_pkey PRIMARY KEY (tenant_id, media_buy_id),
    CONSTRAINT media_buys_revision_check CHECK (revision >= 1)
);
COMMENT ON COLUMN media_buys.budget IS 'The sum of the budgets of its packages';
COMMENT ON COLUMN media_buys.paused IS 'A hold, which the status shows once nothing else blocks the buy';
COMMENT ON COLUMN media_buys.details IS 'What the request said beyond these columns, credentials left out';
COMMENT ON COLUMN media_buys.creative_deadline IS 'The earliest of the packages that live; null where one of them has none';
COMMENT ON COLUMN media_buys.brand_domain IS 'The domain of the brand that is advertised';
COMMENT ON COLUMN media_buys.priority IS 'Campaign priority for delivery ordering';
ALTER TABLE media_buys ADD CONSTRAINT media_buys_tenant_id_principal_id_fkey FOREIGN KEY (tenant_id, principal_id) REFERENCES principals(tenant_id, principal_id);
CREATE INDEX media_buys_account_id_updated_at ON media_buys USING btree (tenant_id, (account ->> 'account_id'::text), updated_at DESC, media_buy_id DESC) WHERE (account ->> 'account_id'::text) IS NOT NULL;
CREATE INDEX media_buys_brand_domain_updated_at ON media_buys USING btree (tenant_id, brand_domain, updated_at DESC, media_buy_id DESC);
CREATE INDEX media_buys_po_number_updated_at ON media_buys USING btree (tenant_id, po_number, updated_at DESC, media_buy_id DESC) WHERE po_number IS NOT NULL;
CREATE INDEX media_buys_principal_id_updated_at ON media_buys USING btree (tenant_id, principal_id, updated_at DESC, media_buy_id DESC);
CREATE INDEX media_buys_status_budget ON media_buys USING btree (tenant_id, status, budget, media_buy_id);
CREATE INDEX media_buys_status_priority ON media_buys USING btree (tenant_id, status, priority, media_buy_id);
CREATE INDEX media_buys_status_start_time ON media_buys USING btree (tenant_id, status, start_time, media_buy_id);
CREATE INDEX media_buys_status_updated_at ON media_buys USING btree (tenant_id, status, updated_at DESC, media_buy_id DESC);
CREATE INDEX media_buys_updated_at ON media_buys USING btree (tenant_id, updated_at DESC, media_buy_id DESC);
ALTER TABLE media_buys ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON media_buys USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
