-- revision: 2d95e4f8a06c   revises: 7c1f0a9d3b52
-- What is delivered first, among the buys of a status.
CREATE INDEX CONCURRENTLY IF NOT EXISTS media_buys_status_priority
    ON media_buys (tenant_id, status, priority, media_buy_id);
