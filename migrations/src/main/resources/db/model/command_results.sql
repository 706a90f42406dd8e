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
