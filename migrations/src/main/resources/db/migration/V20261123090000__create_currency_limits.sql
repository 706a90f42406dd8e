-- revision: e667069599a9   revises: 186a834dab02
-- In which currencies a publisher sells, and within which bounds, each per package.
CREATE TABLE currency_limits (
    tenant_id               text        NOT NULL REFERENCES tenants,
    currency                text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    min_package_budget      numeric     CHECK (min_package_budget >= 0),
    max_daily_package_spend numeric     CHECK (max_daily_package_spend > 0),
    revision                bigint      NOT NULL CHECK (revision >= 1),
    created_at              timestamptz NOT NULL,
    updated_at              timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, currency)
);
