-- revision: 186a834dab02   revises: e9dafb419b36
-- The prices of a product: fixed, or an auction above a floor.
CREATE TYPE pricing_model AS ENUM ('cpm', 'vcpm', 'cpc', 'cpcv', 'cpv', 'cpp', 'cpa', 'flat_rate', 'time');
CREATE TABLE pricing_options (
    tenant_id             text          NOT NULL,
    product_id            text          NOT NULL,
    pricing_option_id     text          NOT NULL,
    pricing_model         pricing_model NOT NULL,
    currency              text          NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    fixed_price           numeric       CHECK (fixed_price >= 0),
    floor_price           numeric       CHECK (floor_price >= 0),
    min_spend_per_package numeric       CHECK (min_spend_per_package >= 0),
    details               jsonb         NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    revision              bigint        NOT NULL CHECK (revision >= 1),
    created_at            timestamptz   NOT NULL,
    updated_at            timestamptz   NOT NULL,
    PRIMARY KEY (tenant_id, product_id, pricing_option_id),
    FOREIGN KEY (tenant_id, product_id) REFERENCES products,
    CONSTRAINT pricing_options_fixed_or_floor CHECK (num_nonnulls(fixed_price, floor_price) = 1)
);
