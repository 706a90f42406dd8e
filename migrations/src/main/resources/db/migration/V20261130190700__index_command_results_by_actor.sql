-- revision: 18e2ba0e3e41   revises: 492e4df6fe06
-- The commands of one who sent some, the latest answer first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS command_results_actor_answered_at
    ON command_results (tenant_id, actor, answered_at DESC, command_id DESC);
