-- revision: 050f6dd8e4a7   revises: c81f3a6e07d9
-- A buyer's creatives, the newest change first, however many others' there are.
CREATE INDEX CONCURRENTLY IF NOT EXISTS creatives_principal_id_updated_at
    ON creatives (tenant_id, principal_id, updated_at DESC, creative_id DESC);
