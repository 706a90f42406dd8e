-- data: projected   rebuild: workflow_steps
ALTER TABLE workflow_steps DROP COLUMN overdue_at;
ALTER TABLE workflow_steps DROP COLUMN due_at;
