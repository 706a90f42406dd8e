DROP INDEX CONCURRENTLY IF EXISTS media_buys_po_number_updated_at;
