-- revision: 1f6ca94d70b3   revises: d5b82e71c60f
-- Who writes rows compares it together with the offset, so a projector notices that a rebuild has put other tables in the
-- place of those that it has read, also where the offset is the same.
ALTER TABLE projection_positions ADD COLUMN generation bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN projection_positions.generation IS 'How often a rebuild has put other tables in place';
