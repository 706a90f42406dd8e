-- revision: 3c8e5b60a9d2   revises: f192ae84c07d
-- A step is due at a time, and overdue once that is reached while nobody has decided.
ALTER TABLE workflow_steps ADD COLUMN due_at timestamptz;
ALTER TABLE workflow_steps ADD COLUMN overdue_at timestamptz;
COMMENT ON COLUMN workflow_steps.due_at IS 'By when it should be decided; null: whenever';
COMMENT ON COLUMN workflow_steps.overdue_at IS 'When it was found to be due and not decided';
