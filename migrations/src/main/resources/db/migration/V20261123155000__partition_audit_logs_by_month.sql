-- revision: b83d05f7a91c   revises: 4f2a8c61d3e7
-- Old months can be detached. The key has the time because partitions need it there: an event's time never changes, so
-- a tenant's sequence number still comes once. The projector makes the months to come.
CREATE TABLE audit_logs_by_month (LIKE audit_logs INCLUDING CONSTRAINTS INCLUDING COMMENTS)
    PARTITION BY RANGE (occurred_at);
DO $$
DECLARE
    month timestamp;
BEGIN
    FOR month IN SELECT DISTINCT date_trunc('month', occurred_at AT TIME ZONE 'UTC') FROM audit_logs LOOP
        EXECUTE format(
            'CREATE TABLE %I PARTITION OF audit_logs_by_month FOR VALUES FROM (%L) TO (%L)',
            to_char(month, '"audit_logs_"YYYY"_"MM'),
            month AT TIME ZONE 'UTC',
            (month + interval '1 month') AT TIME ZONE 'UTC');
    END LOOP;
END
$$;
INSERT INTO audit_logs_by_month SELECT * FROM audit_logs;
DROP TABLE audit_logs;
ALTER TABLE audit_logs_by_month RENAME TO audit_logs;
ALTER TABLE audit_logs ADD CONSTRAINT audit_logs_pkey PRIMARY KEY (tenant_id, sequence, occurred_at);
CREATE INDEX audit_logs_object ON audit_logs (tenant_id, object_type, object_id, sequence);
