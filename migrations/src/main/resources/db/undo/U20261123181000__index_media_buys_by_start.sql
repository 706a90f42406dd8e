DROP INDEX CONCURRENTLY IF EXISTS media_buys_status_start_time;
