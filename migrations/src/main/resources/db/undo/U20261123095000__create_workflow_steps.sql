-- data: projected   rebuild: workflow_steps
-- lint-ignore: foreign-key-without-index principals keep their ids and are deactivated, not deleted, so nobody looks from there
DROP TABLE workflow_steps;
DROP TYPE workflow_step_status;
DROP TYPE workflow_step_type;
