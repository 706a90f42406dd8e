-- revision: 53b1cb989868   revises:
-- How far each partition of a topic has been projected; moved by compare-and-set in the transaction that writes the rows.
CREATE TABLE projection_positions (
    topic       text        NOT NULL,
    partition   integer     NOT NULL CHECK (partition >= 0),
    next_offset bigint      NOT NULL CHECK (next_offset >= 0),
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (topic, partition)
);
COMMENT ON COLUMN projection_positions.next_offset IS 'Offset of the first record that is not projected';
