-- revision: 072666e393df   revises: 5afecedfe738
-- What waits the longest, among the steps of a status.
CREATE INDEX CONCURRENTLY IF NOT EXISTS workflow_steps_status_created_at
    ON workflow_steps (tenant_id, status, created_at, step_id);
