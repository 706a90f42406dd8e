-- revision: 60e9c4b2f718   revises: b83d05f7a91c
-- Who did it, what came of a command or of a whole conversation, what happened then: each is one look at an index.
CREATE INDEX audit_logs_actor ON audit_logs (tenant_id, actor, sequence);
CREATE INDEX audit_logs_causation ON audit_logs (tenant_id, causation_id, sequence);
CREATE INDEX audit_logs_correlation ON audit_logs (tenant_id, correlation_id, sequence) WHERE correlation_id IS NOT NULL;
CREATE INDEX audit_logs_time ON audit_logs (tenant_id, occurred_at, sequence);
