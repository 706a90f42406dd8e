-- lint-ignore: index-blocks-writes a partitioned table takes no CONCURRENTLY, and only the projector waits
DROP INDEX audit_logs_actor;
DROP INDEX audit_logs_causation;
DROP INDEX audit_logs_correlation;
DROP INDEX audit_logs_time;
