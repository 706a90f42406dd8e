-- revision: 91e2628d75b9   revises: 63e2bcbb213a
-- Every event of every tenant; its newest row is how far the tenant is projected.
CREATE TABLE audit_logs (
    tenant_id      text        NOT NULL,
    sequence       bigint      NOT NULL CHECK (sequence >= 1),
    event_id       text        NOT NULL,
    type           text        NOT NULL,
    object_type    text        NOT NULL,
    object_id      text        NOT NULL,
    revision       bigint      NOT NULL CHECK (revision >= 1),
    actor          text        NOT NULL,
    occurred_at    timestamptz NOT NULL,
    causation_id   text        NOT NULL,
    correlation_id text,
    hash           text        NOT NULL,
    payload        jsonb       NOT NULL,
    partition      integer     NOT NULL,
    "offset"       bigint      NOT NULL,
    PRIMARY KEY (tenant_id, sequence)
);
CREATE INDEX audit_logs_object ON audit_logs (tenant_id, object_type, object_id, sequence);
COMMENT ON COLUMN audit_logs.sequence IS 'The tenant''s gap-free count of events, from 1';
COMMENT ON COLUMN audit_logs.hash IS 'The event''s link in the tenant''s chain of hashes';
COMMENT ON COLUMN audit_logs."offset" IS 'With partition: where the event stands in the events topic';
