CREATE TABLE rebuilds (
    rebuild_id uuid NOT NULL,
    tables text[] NOT NULL,
    state rebuild_state NOT NULL,
    phase text NOT NULL,
    events_done bigint NOT NULL,
    events_total bigint NOT NULL,
    started_by text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    error text,
    CONSTRAINT rebuilds_events_done_check CHECK (events_done >= 0),
    CONSTRAINT rebuilds_events_total_check CHECK (events_total >= 0),
    CONSTRAINT rebuilds_pkey PRIMARY KEY (rebuild_id),
    CONSTRAINT rebuilds_running_is_not_finished CHECK ((state = 'running'::rebuild_state) = (finished_at IS NULL))
);
COMMENT ON COLUMN rebuilds.tables IS 'Which tables are made again';
COMMENT ON COLUMN rebuilds.phase IS 'What it does, or did last: preparing, filling, indexing, comparing, catching up, switching, finishing';
COMMENT ON COLUMN rebuilds.events_done IS 'How many offsets of the events topic it has folded, in the phases filling and catching up';
COMMENT ON COLUMN rebuilds.events_total IS 'How many there are to fold';
COMMENT ON COLUMN rebuilds.started_by IS 'The user, the machine and the process';
COMMENT ON COLUMN rebuilds.error IS 'Why it failed, and what to do';
CREATE INDEX rebuilds_started_at ON rebuilds USING btree (started_at);
