DROP INDEX CONCURRENTLY IF EXISTS creatives_format_updated_at;
