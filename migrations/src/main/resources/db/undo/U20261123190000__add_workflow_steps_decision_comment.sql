-- data: projected
-- The column comment has the same.
DROP TRIGGER same_comment ON workflow_steps;
DROP FUNCTION workflow_steps_same_comment();
ALTER TABLE workflow_steps DROP COLUMN decision_comment;
