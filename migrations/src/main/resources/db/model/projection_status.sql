CREATE TABLE projection_status (
    topic text NOT NULL,
    partition integer NOT NULL,
    end_offset bigint NOT NULL,
    newest_at timestamp with time zone,
    records_per_second numeric NOT NULL,
    stopped_because text,
    looked_at timestamp with time zone NOT NULL,
    CONSTRAINT projection_status_end_offset_check CHECK (end_offset >= 0),
    CONSTRAINT projection_status_partition_check CHECK (partition >= 0),
    CONSTRAINT projection_status_pkey PRIMARY KEY (topic, partition),
    CONSTRAINT projection_status_records_per_second_check CHECK (records_per_second >= 0)
);
COMMENT ON COLUMN projection_status.end_offset IS 'Offset of the first record that is not committed yet; the next one to project where none is left';
COMMENT ON COLUMN projection_status.newest_at IS 'When the newest projected record was written; null where none was projected yet';
COMMENT ON COLUMN projection_status.records_per_second IS 'How many were projected lately';
COMMENT ON COLUMN projection_status.stopped_because IS 'Why it stands still; null while it does not';
COMMENT ON COLUMN projection_status.looked_at IS 'When the projector that has the partition looked last';
