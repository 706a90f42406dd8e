-- revision: d5b82e71c60f   revises: 0ca74f6e8d15
-- What each rebuild does or has done, for everybody to see: a row for each, written by the process that rebuilds.
CREATE TYPE rebuild_state AS ENUM ('running', 'done', 'failed');
CREATE TABLE rebuilds (
    rebuild_id   uuid          NOT NULL PRIMARY KEY,
    tables       text[]        NOT NULL,
    state        rebuild_state NOT NULL,
    phase        text          NOT NULL,
    events_done  bigint        NOT NULL CHECK (events_done >= 0),
    events_total bigint        NOT NULL CHECK (events_total >= 0),
    started_by   text          NOT NULL,
    started_at   timestamptz   NOT NULL,
    updated_at   timestamptz   NOT NULL,
    finished_at  timestamptz,
    error        text,
    CONSTRAINT rebuilds_running_is_not_finished CHECK ((state = 'running') = (finished_at IS NULL))
);
COMMENT ON COLUMN rebuilds.tables IS 'Which tables are made again';
COMMENT ON COLUMN rebuilds.phase IS 'What it does, or did last: preparing, filling, indexing, comparing, catching up, switching, finishing';
COMMENT ON COLUMN rebuilds.events_done IS 'How many offsets of the events topic it has folded, in the phases filling and catching up';
COMMENT ON COLUMN rebuilds.events_total IS 'How many there are to fold';
COMMENT ON COLUMN rebuilds.started_by IS 'The user, the machine and the process';
COMMENT ON COLUMN rebuilds.error IS 'Why it failed, and what to do';
CREATE INDEX rebuilds_started_at ON rebuilds (started_at);
