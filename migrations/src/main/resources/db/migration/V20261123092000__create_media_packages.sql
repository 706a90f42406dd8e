-- revision: 0e0681781df4   revises: fd89042a318f
-- The parts of a media buy: one product at one price each.
CREATE TYPE pacing AS ENUM ('even', 'asap', 'front_loaded');
CREATE TABLE media_packages (
    tenant_id           text        NOT NULL,
    media_buy_id        text        NOT NULL,
    package_id          text        NOT NULL,
    ordinal             integer     NOT NULL CHECK (ordinal >= 1),
    product_id          text        NOT NULL,
    pricing_option_id   text        NOT NULL,
    budget              numeric     NOT NULL CHECK (budget > 0),
    bid_price           numeric     CHECK (bid_price >= 0),
    pacing              pacing,
    impressions         numeric     CHECK (impressions >= 0),
    start_time          timestamptz,
    end_time            timestamptz,
    paused              boolean     NOT NULL,
    canceled_at         timestamptz,
    canceled_by         party,
    cancellation_reason text,
    details             jsonb       NOT NULL CHECK (jsonb_typeof(details) = 'object'),
    PRIMARY KEY (tenant_id, media_buy_id, package_id),
    FOREIGN KEY (tenant_id, media_buy_id) REFERENCES media_buys,
    FOREIGN KEY (tenant_id, product_id, pricing_option_id) REFERENCES pricing_options,
    CONSTRAINT media_packages_canceled_by CHECK ((canceled_at IS NULL) = (canceled_by IS NULL))
);
CREATE INDEX media_packages_pricing_option ON media_packages (tenant_id, product_id, pricing_option_id);
COMMENT ON COLUMN media_packages.ordinal IS 'Its place in the buy, in the order in which packages were added';
