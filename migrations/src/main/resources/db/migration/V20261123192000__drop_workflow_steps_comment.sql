-- revision: 0ca74f6e8d15   revises: 6ed1f94c3b07   data: projected
-- Everybody reads and writes the new name.
DROP TRIGGER same_comment ON workflow_steps;
DROP FUNCTION workflow_steps_same_comment();
ALTER TABLE workflow_steps DROP COLUMN comment;
