-- revision: 492e4df6fe06   revises: 2b2f40c985c9
-- The commands of a tenant, the latest answer first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS command_results_answered_at
    ON command_results (tenant_id, answered_at DESC, command_id DESC);
