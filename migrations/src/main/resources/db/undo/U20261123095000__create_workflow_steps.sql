-- data: projected   rebuild: workflow_steps
DROP TABLE workflow_steps;
DROP TYPE workflow_step_status;
DROP TYPE workflow_step_type;
