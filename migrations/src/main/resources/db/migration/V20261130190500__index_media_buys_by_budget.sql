-- revision: 2b2f40c985c9   revises: 44900484f5e4
-- The largest buys, among those of a status.
CREATE INDEX CONCURRENTLY IF NOT EXISTS media_buys_status_budget
    ON media_buys (tenant_id, status, budget, media_buy_id);
