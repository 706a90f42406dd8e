-- revision: 5afecedfe738   revises: 050f6dd8e4a7
-- What was asked of the publisher for a buyer, the newest change first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS workflow_steps_principal_id_updated_at
    ON workflow_steps (tenant_id, principal_id, updated_at DESC, step_id DESC);
