DROP VIEW media_buys_of_tenant;
DROP VIEW creatives_of_tenant;
DROP VIEW workflow_steps_of_tenant;
