-- data: projected   rebuild: workflow_steps
-- lint-ignore: index-blocks-writes the column is new and empty; the projector, which alone writes here, waits and goes on
DROP INDEX workflow_steps_assigned_to;
ALTER TABLE workflow_steps DROP COLUMN assigned_to;
