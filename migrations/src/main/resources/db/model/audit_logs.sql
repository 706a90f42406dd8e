CREATE TABLE audit_logs (
    tenant_id text NOT NULL,
    sequence bigint NOT NULL,
    event_id text NOT NULL,
    type text NOT NULL,
    object_type text NOT NULL,
    object_id text NOT NULL,
    revision bigint NOT NULL,
    actor text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    causation_id text NOT NULL,
    correlation_id text,
    hash text NOT NULL,
    payload jsonb NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    CONSTRAINT audit_logs_pkey PRIMARY KEY (tenant_id, sequence, occurred_at),
    CONSTRAINT audit_logs_revision_check CHECK (revision >= 1),
    CONSTRAINT audit_logs_sequence_check CHECK (sequence >= 1)
) PARTITION BY RANGE (occurred_at);
COMMENT ON COLUMN audit_logs.sequence IS 'The tenant''s gap-free count of events, from 1';
COMMENT ON COLUMN audit_logs.hash IS 'The event''s link in the tenant''s chain of hashes';
COMMENT ON COLUMN audit_logs."offset" IS 'With partition: where the event stands in the events topic';
CREATE INDEX audit_logs_actor ON ONLY audit_logs USING btree (tenant_id, actor, sequence);
CREATE INDEX audit_logs_causation ON ONLY audit_logs USING btree (tenant_id, causation_id, sequence);
CREATE INDEX audit_logs_correlation ON ONLY audit_logs USING btree (tenant_id, correlation_id, sequence) WHERE correlation_id IS NOT NULL;
CREATE INDEX audit_logs_object ON ONLY audit_logs USING btree (tenant_id, object_type, object_id, sequence);
CREATE INDEX audit_logs_time ON ONLY audit_logs USING btree (tenant_id, occurred_at, sequence);
ALTER TABLE audit_logs ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON audit_logs USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
