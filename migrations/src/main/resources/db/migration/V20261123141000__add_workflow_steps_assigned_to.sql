-- revision: 91d7f3ab2e46   revises: 3c8e5b60a9d2
-- A step is in somebody's hands.
ALTER TABLE workflow_steps ADD COLUMN assigned_to text;
CREATE INDEX workflow_steps_assigned_to ON workflow_steps (tenant_id, assigned_to, updated_at DESC, step_id DESC);
COMMENT ON COLUMN workflow_steps.assigned_to IS 'The user who is to decide; null: anybody';
