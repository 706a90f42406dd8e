DROP INDEX CONCURRENTLY IF EXISTS workflow_steps_status_created_at;
