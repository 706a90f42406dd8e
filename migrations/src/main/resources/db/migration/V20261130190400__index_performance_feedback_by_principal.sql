-- revision: 44900484f5e4   revises: 794850a8a7b4
-- A buyer's feedback, the newest first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS performance_feedback_principal_id_created_at
    ON performance_feedback (tenant_id, principal_id, created_at DESC, feedback_id DESC);
