-- data: projected   rebuild: workflow_steps
DROP INDEX workflow_steps_assigned_to;
ALTER TABLE workflow_steps DROP COLUMN assigned_to;
