DROP INDEX CONCURRENTLY IF EXISTS media_buys_account_id_updated_at;
