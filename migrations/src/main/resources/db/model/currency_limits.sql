CREATE TABLE currency_limits (
    tenant_id text NOT NULL,
    currency text NOT NULL,
    min_package_budget numeric,
    max_daily_package_spend numeric,
    revision bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT currency_limits_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT currency_limits_max_daily_package_spend_check CHECK (max_daily_package_spend > 0::numeric),
    CONSTRAINT currency_limits_min_package_budget_check CHECK (min_package_budget >= 0::numeric),
    CONSTRAINT currency_limits_pkey PRIMARY KEY (tenant_id, currency),
    CONSTRAINT currency_limits_revision_check CHECK (revision >= 1)
);
ALTER TABLE currency_limits ADD CONSTRAINT currency_limits_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenants(tenant_id);
ALTER TABLE currency_limits ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON currency_limits USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
