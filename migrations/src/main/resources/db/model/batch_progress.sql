CREATE TABLE batch_progress (
    batch text NOT NULL,
    rows_done bigint NOT NULL,
    began_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT batch_progress_pkey PRIMARY KEY (batch),
    CONSTRAINT batch_progress_rows_done_check CHECK (rows_done >= 0)
);
COMMENT ON COLUMN batch_progress.batch IS 'The statement that is repeated';
COMMENT ON COLUMN batch_progress.rows_done IS 'How many rows it has changed, those of a run that was ended before among them';
COMMENT ON COLUMN batch_progress.finished_at IS 'When it found no row to change any more';
