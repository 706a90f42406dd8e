-- revision: 794850a8a7b4   revises: 072666e393df
-- A buyer's contexts, the latest activity first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS contexts_principal_id_last_activity_at
    ON contexts (tenant_id, principal_id, last_activity_at DESC, context_id DESC);
