-- data: projected
ALTER TABLE projection_positions DROP COLUMN generation;
