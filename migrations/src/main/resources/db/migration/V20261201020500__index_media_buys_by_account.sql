-- revision: 22b2d7ecb8db   revises: 5f0a7d31c2be
-- The buys of an account, the latest change first; an account may be told by its brand instead, and then has no id.
CREATE INDEX CONCURRENTLY IF NOT EXISTS media_buys_account_id_updated_at
    ON media_buys (tenant_id, (account ->> 'account_id'), updated_at DESC, media_buy_id DESC)
    WHERE account ->> 'account_id' IS NOT NULL;
