-- revision: cdb3ab36addf   revises: 91e2628d75b9
-- What became of each command of an authenticated caller.
CREATE TYPE command_outcome AS ENUM ('accepted', 'submitted', 'rejected');
CREATE TABLE command_results (
    tenant_id   text            NOT NULL,
    command_id  text            NOT NULL,
    actor       text            NOT NULL,
    outcome     command_outcome NOT NULL,
    position    bigint,
    events      jsonb           NOT NULL,
    response    jsonb,
    error       jsonb,
    answered_at timestamptz     NOT NULL,
    PRIMARY KEY (tenant_id, command_id)
);
COMMENT ON COLUMN command_results.position IS 'The tenant''s sequence number of the command''s last event';
