-- revision: 7d313e1ea3dd   revises: 22b2d7ecb8db
-- The buys of a purchase order, the latest change first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS media_buys_po_number_updated_at
    ON media_buys (tenant_id, po_number, updated_at DESC, media_buy_id DESC) WHERE po_number IS NOT NULL;
