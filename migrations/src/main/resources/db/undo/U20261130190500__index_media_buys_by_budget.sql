DROP INDEX CONCURRENTLY IF EXISTS media_buys_status_budget;
