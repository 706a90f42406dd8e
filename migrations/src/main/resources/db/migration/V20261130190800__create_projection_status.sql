-- revision: e8438c879109   revises: 18e2ba0e3e41
-- How far each partition is from its end, for those who cannot ask Kafka: written by the projector every 2 s.
CREATE TABLE projection_status (
    topic              text        NOT NULL,
    partition          integer     NOT NULL CHECK (partition >= 0),
    end_offset         bigint      NOT NULL CHECK (end_offset >= 0),
    newest_at          timestamptz,
    records_per_second numeric     NOT NULL CHECK (records_per_second >= 0),
    stopped_because    text,
    looked_at          timestamptz NOT NULL,
    PRIMARY KEY (topic, partition)
);
COMMENT ON COLUMN projection_status.end_offset IS 'Offset of the first record that is not committed yet; the next one to project where none is left';
COMMENT ON COLUMN projection_status.newest_at IS 'When the newest projected record was written; null where none was projected yet';
COMMENT ON COLUMN projection_status.records_per_second IS 'How many were projected lately';
COMMENT ON COLUMN projection_status.stopped_because IS 'Why it stands still; null while it does not';
COMMENT ON COLUMN projection_status.looked_at IS 'When the projector that has the partition looked last';
