-- revision: 3ac71f5e9d08   revises: d940b6f17e25
-- The buys of an advertiser, the newest change first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS media_buys_brand_domain_updated_at
    ON media_buys (tenant_id, brand_domain, updated_at DESC, media_buy_id DESC);
