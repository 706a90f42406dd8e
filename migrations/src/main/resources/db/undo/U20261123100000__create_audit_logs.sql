-- data: projected   rebuild: audit_logs
DROP TABLE audit_logs;
