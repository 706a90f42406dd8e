-- revision: 6ed1f94c3b07   revises: 95b2e7d40a8c
-- The trigger fills a row when it is written; these were written before it was there.
CALL work_in_batches(
    $$UPDATE workflow_steps SET decision_comment = comment WHERE (tenant_id, step_id) IN
        (SELECT tenant_id, step_id FROM workflow_steps WHERE decision_comment IS DISTINCT FROM comment LIMIT $1)$$,
    1000);
