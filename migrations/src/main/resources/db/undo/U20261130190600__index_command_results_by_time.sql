DROP INDEX CONCURRENTLY IF EXISTS command_results_answered_at;
