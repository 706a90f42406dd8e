CREATE TABLE projection_positions (
    topic text NOT NULL,
    partition integer NOT NULL,
    next_offset bigint NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    generation bigint DEFAULT 0 NOT NULL,
    CONSTRAINT projection_positions_next_offset_check CHECK (next_offset >= 0),
    CONSTRAINT projection_positions_partition_check CHECK (partition >= 0),
    CONSTRAINT projection_positions_pkey PRIMARY KEY (topic, partition)
);
COMMENT ON COLUMN projection_positions.next_offset IS 'Offset of the first record that is not projected';
COMMENT ON COLUMN projection_positions.generation IS 'How often a rebuild has put other tables in place';
