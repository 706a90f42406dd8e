-- revision: 84e2b0d6c7f9   revises: 3ac71f5e9d08
-- What begins when, among the buys of a status.
CREATE INDEX CONCURRENTLY IF NOT EXISTS media_buys_status_start_time
    ON media_buys (tenant_id, status, start_time, media_buy_id);
