CREATE TABLE command_results (
    tenant_id text NOT NULL,
    command_id text NOT NULL,
    actor text NOT NULL,
    outcome command_outcome NOT NULL,
    "position" bigint,
    events jsonb NOT NULL,
    response jsonb,
    error jsonb,
    answered_at timestamp with time zone NOT NULL,
    CONSTRAINT command_results_pkey PRIMARY KEY (tenant_id, command_id)
);
COMMENT ON COLUMN command_results."position" IS 'The tenant''s sequence number of the command''s last event';
CREATE INDEX command_results_actor_answered_at ON command_results USING btree (tenant_id, actor, answered_at DESC, command_id DESC);
CREATE INDEX command_results_answered_at ON command_results USING btree (tenant_id, answered_at DESC, command_id DESC);
ALTER TABLE command_results ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_tenant ON command_results USING (tenant_id = current_setting('buyledger.tenant_id'::text, true));
