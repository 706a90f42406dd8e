-- data: projected   rebuild: workflow_steps
ALTER TABLE workflow_steps DROP COLUMN comments;
