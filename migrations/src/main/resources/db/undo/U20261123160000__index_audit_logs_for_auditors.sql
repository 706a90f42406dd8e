DROP INDEX audit_logs_actor;
DROP INDEX audit_logs_causation;
DROP INDEX audit_logs_correlation;
DROP INDEX audit_logs_time;
